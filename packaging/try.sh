#!/bin/sh
# Dossier behind nginx on this computer, straight from the unpacked bundle and until Ctrl-C: nothing is installed, and all of it is in one folder.
#
#   packaging/try.sh [--port 8080] [--folder ./dossier-try] [command …]
#
# Needs nginx (Debian: apt-get install nginx-light) and nothing else. With a command it ends when that does, with its exit code;
# the command has the settings and `dossier` on its path.
set -eu

port=8080 folder=./dossier-try
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=$2; shift 2 ;;
    --folder) folder=$2; shift 2 ;;
    -*) sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0"; exit 2 ;;
    *) break ;;
  esac
done
here=$(cd "$(dirname "$0")/.." && pwd -P)
nginx=$(PATH=$PATH:/usr/sbin:/usr/local/sbin:/sbin command -v nginx) || { echo "nginx is missing. Debian: apt-get install nginx-light" >&2; exit 2; }
mkdir -p "$folder/nginx"
folder=$(cd "$folder" && pwd -P)

if [ ! -e "$folder/dossier.env" ]; then
  secret=$(head -c 48 /dev/urandom | base64 | tr -d '\n')
  ( umask 077
    sed -e "s|@SECRET@|$secret|" -e "s|^DOSSIER_DATA=.*|DOSSIER_DATA='$folder/data'|" -e "s|^DOSSIER_BACKUP=.*|DOSSIER_BACKUP='$folder/backups'|" \
      -e "s|^DOSSIER_PUBLIC_URL=.*|DOSSIER_PUBLIC_URL=http://localhost:$port/dossier|" -e "s|^DOSSIER_PORT=.*|DOSSIER_PORT=$((port + 1))|" \
      "$here/packaging/dossier.env" > "$folder/dossier.env" )
fi
set -a
. "$folder/dossier.env"
set +a
PATH=$here/bin:$PATH

sed "s|127.0.0.1:8787|127.0.0.1:$DOSSIER_PORT|" "$here/packaging/nginx/dossier.conf" > "$folder/nginx/dossier.conf"
cp "$here/packaging/nginx/dossier-location.conf" "$folder/nginx/"
cat > "$folder/nginx/nginx.conf" <<END
pid $folder/nginx/nginx.pid;
error_log $folder/nginx/error.log;
$([ "$(id -u)" != 0 ] || echo 'user root;')
worker_processes auto;
events { worker_connections 768; }
http {
  access_log $folder/nginx/access.log;
  client_body_temp_path $folder/nginx/body;
  proxy_temp_path $folder/nginx/proxy;
  fastcgi_temp_path $folder/nginx/fastcgi;
  uwsgi_temp_path $folder/nginx/uwsgi;
  scgi_temp_path $folder/nginx/scgi;
  include $folder/nginx/dossier.conf;
  server {
    listen 127.0.0.1:$port;
    include $folder/nginx/dossier-location.conf;
  }
}
END

server= front=
finish() {
  trap - EXIT INT TERM
  [ -z "$front" ] || kill "$front" 2>/dev/null || true
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  wait
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

[ -e "$folder/data" ] || dossier admin you --name You
dossier serve >"$folder/ready" 2>"$folder/log" &
server=$!
until [ -s "$folder/ready" ]; do
  kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.1
done
"$nginx" -p "$folder/nginx" -c "$folder/nginx/nginx.conf" -e "$folder/nginx/error.log" -g 'daemon off;' &
front=$!
until "$here/node" -e "fetch('http://127.0.0.1:$port/dossier/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"; do
  kill -0 "$front" 2>/dev/null || { cat "$folder/nginx/error.log" >&2; exit 1; }
  sleep 0.1
done

echo "Dossier is behind nginx: $DOSSIER_PUBLIC_URL    settings, data and logs: $folder"
echo "You are its administrator, with a token of: dossier token --sub you --role staff (with the settings of $folder/dossier.env)"
if [ $# -gt 0 ]; then
  code=0
  "$@" || code=$?
  exit $code
fi
wait "$server"
