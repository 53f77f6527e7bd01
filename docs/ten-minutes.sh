#!/bin/sh
# From the download to a card in an old page that edits, in ten minutes. Read it, or run it as it is:
#
#   docs/ten-minutes.sh dossier-<version>-<platform>.tar.gz [folder]
#
# It needs nginx and python3 (for the page's backend, whatever yours is written in), no root, no network and no Node. Ctrl-C ends it.
set -eu
bundle=$1 folder=${2:-./ten-minutes} port=${PORT:-8080}
mkdir -p "$folder/site" "$folder/nginx" && tar -xzf "$bundle" -C "$folder" --strip-components=1
cd "$folder" && here=$(pwd -P) && PATH=$here/bin:$PATH:/usr/sbin
url=http://localhost:$port

# 1. The settings: where browsers find it, who stands in front, and the secret your backend signs with. In earnest: packaging/install.sh makes them.
DOSSIER_JWT_SECRET=$(head -c 48 /dev/urandom | base64 | tr -d '\n')
DOSSIER_PUBLIC_URL=$url/dossier DOSSIER_TRUSTED_PROXIES=127.0.0.1 DOSSIER_PORT=$((port + 1)) DOSSIER_DATA=$here/data DOSSIER_BACKUP=$here/backups
export DOSSIER_JWT_SECRET DOSSIER_PUBLIC_URL DOSSIER_TRUSTED_PROXIES DOSSIER_PORT DOSSIER_DATA DOSSIER_BACKUP

# 2. The first administrator, before anybody has signed in. Administrators configure; they open no archives.
dossier admin adam --name "Adam Berg"

# 3. The server.
dossier serve > ready 2> log &
pids=$!
trap 'kill $pids 2>/dev/null; wait' EXIT
trap 'exit 130' INT TERM
until [ -s ready ]; do kill -0 $pids 2>/dev/null || { cat log >&2; exit 1; }; sleep 0.1; done

# 4. The page and its backend. The page has had two lines added to it; the backend gives it a token for whoever is signed in.
cp docs/old-intranet/orders.html site/
python3 docs/old-intranet/token.py $((port + 2)) &
pids="$pids $!"

# 5. nginx: two lines in the configuration that you have, and the two files that come with Dossier.
sed "s|127.0.0.1:8787|127.0.0.1:$DOSSIER_PORT|" packaging/nginx/dossier.conf > nginx/dossier.conf
cp packaging/nginx/dossier-location.conf nginx/
cat > nginx/nginx.conf <<END
pid $here/nginx/pid; error_log $here/nginx/error.log; worker_processes auto;
$([ "$(id -u)" != 0 ] || echo 'user root;')
events { worker_connections 768; }
http {
  include /etc/nginx/mime.types;
  access_log $here/nginx/access.log;
  client_body_temp_path $here/nginx/body; proxy_temp_path $here/nginx/proxy; fastcgi_temp_path $here/nginx/f; uwsgi_temp_path $here/nginx/u; scgi_temp_path $here/nginx/s;
  include $here/nginx/dossier.conf;                    # line one, in http { … }
  server {
    listen 127.0.0.1:$port;
    root $here/site;
    location = /intranet/token { proxy_pass http://127.0.0.1:$((port + 2)); }
    include $here/nginx/dossier-location.conf;         # line two, in server { … }
  }
}
END
nginx -p nginx -c "$here/nginx/nginx.conf" -e "$here/nginx/error.log" -g 'daemon off;' &
pids="$pids $!"
until "$here/node" -e "fetch('$url/dossier/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"; do sleep 0.2; done

# 6. The customers you have, by the numbers you call them. Again whenever you like: only what changed at the source changes here.
printf 'CustomerID,CompanyName,City,Country,Phone\nK-7002,Bäckerei Sommer,Kiel,Germany,+49 431 5550102\n' > customers.csv
dossier import customers.csv --source erp --url "$DOSSIER_PUBLIC_URL" --token "$(dossier token --sub ines --role steward)"

# 7. Is all of it as it should be?
dossier doctor --url "$DOSSIER_PUBLIC_URL" || true

echo "Open $url/orders.html (document.cookie = 'intranet-user=lea' signs you in) and click an order."
touch open
wait
