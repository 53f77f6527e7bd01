#!/bin/sh
# Installs this bundle as a service: sudo packaging/install.sh --url https://intranet.example/dossier
#
#   /opt/dossier/<version>        the program, one folder a version; `current` points to the one that runs
#   /etc/dossier/dossier.env      the settings, with a secret made here; never overwritten
#   /var/lib/dossier              the data       /var/backups/dossier   the backups
#   /usr/local/bin/dossier        the command, with these settings and as the service's user
#   /etc/systemd/system/dossier.service
#
# Run again with a newer bundle it upgrades: the new version stands beside the old one, the link moves, the service restarts,
# and the server makes a backup before it touches data of an earlier version.
#
# --url URL     DOSSIER_PUBLIC_URL, for the first installation
# --admin SUB   makes this person an administrator; SUB is the id of their sign-in (later: dossier admin)
# --no-start    does not start the service
# --root DIR    puts everything below DIR and touches neither users nor services, for building images
set -eu

url= admin= start=yes root=
while [ $# -gt 0 ]; do
  case $1 in
    --url) url=$2; shift 2 ;;
    --admin) admin=$2; shift 2 ;;
    --no-start) start=no; shift ;;
    --root) root=$2; start=no; shift 2 ;;
    *) sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done

here=$(cd "$(dirname "$0")/.." && pwd -P)
[ -x "$here/node" ] || { echo "This is no unpacked bundle: $here has no node in it." >&2; exit 2; }
version=$("$here/bin/dossier" --version)
[ -n "$root" ] || [ "$(id -u)" = 0 ] || { echo "Run it as root (sudo), or with --root for a folder of your own." >&2; exit 2; }

home=$root/opt/dossier
if [ -z "$root" ] && ! id dossier >/dev/null 2>&1; then
  useradd --system --home-dir /var/lib/dossier --no-create-home --shell /usr/sbin/nologin dossier
fi
owned() { # owned <mode> <folder>: a folder of the service's user
  mkdir -p "$2"
  chmod "$1" "$2"
  [ -n "$root" ] || chown dossier:dossier "$2"
}
owned 0700 "$root/var/lib/dossier"
owned 0700 "$root/var/backups/dossier"

mkdir -p "$home"
if [ "$here" = "$home/$version" ]; then
  :
elif [ -e "$home/$version" ]; then
  echo "$home/$version is there already and stays as it is."
else
  # beside it first, so that a copy that was cut off is never taken for a version
  rm -rf "$home/.$version.new"
  mkdir "$home/.$version.new"
  # only what the bundle brought: somebody may have tried it in this folder, with data and a secret, and everybody may read the program
  for part in bin dist docs node node_modules packaging server package.json README.md CHANGELOG.md LICENSE LICENSES.md; do
    [ ! -e "$here/$part" ] || cp -R "$here/$part" "$home/.$version.new/"
  done
  [ -n "$root" ] || chown -R root:root "$home/.$version.new"
  chmod -R u=rwX,go=rX "$home/.$version.new"
  mv "$home/.$version.new" "$home/$version"
fi

etc=$root/etc/dossier
mkdir -p "$etc"
if [ -e "$etc/dossier.env" ]; then
  echo "$etc/dossier.env stays as it is."
else
  secret=$(head -c 48 /dev/urandom | base64 | tr -d '\n')
  ( umask 027
    sed -e "s|@SECRET@|$secret|" ${url:+-e "s|^DOSSIER_PUBLIC_URL=.*|DOSSIER_PUBLIC_URL=$url|"} "$here/packaging/dossier.env" > "$etc/dossier.env" )
  [ -n "$root" ] || chown root:dossier "$etc/dossier.env"
fi

before=$(readlink "$home/current" 2>/dev/null || true)
ln -sfn "$version" "$home/.current.new"
mv -T "$home/.current.new" "$home/current"

mkdir -p "$root/usr/local/bin" "$root/etc/systemd/system"
cp "$here/packaging/bin/installed" "$root/usr/local/bin/dossier"
chmod 0755 "$root/usr/local/bin/dossier"
if [ -e "$root/etc/systemd/system/dossier.service" ]; then
  cmp -s "$here/packaging/systemd/dossier.service" "$root/etc/systemd/system/dossier.service" || echo "$root/etc/systemd/system/dossier.service stays as it is; the new sample is $home/$version/packaging/systemd/dossier.service"
else
  cp "$here/packaging/systemd/dossier.service" "$root/etc/systemd/system/dossier.service"
fi

[ -z "$admin" ] || [ -n "$root" ] || [ -n "$before" ] || "$root/usr/local/bin/dossier" admin "$admin"
if [ "$start" = yes ]; then
  systemctl daemon-reload
  systemctl enable --quiet dossier
  systemctl restart dossier
fi

echo "Dossier $version is installed.$([ "$start" = yes ] || echo ' It is not started.')"
if [ -n "$before" ] && [ "$before" != "$version" ]; then
  echo "The version before is $home/$before. The way back: stop the service, ln -sfn $before $home/current, restore the backup made at the upgrade, start it."
fi
echo "Settings: $etc/dossier.env    nginx: $home/current/packaging/nginx    Next: dossier doctor"
