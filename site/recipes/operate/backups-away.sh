#!/bin/sh
# Each night after the server's own backup: the newest one to another computer, and proof that it can be read there.
# In /etc/cron.d: 30 3 * * * root /usr/local/sbin/backups-away.sh backup@elsewhere:/srv/dossier
set -eu
from=${DOSSIER_BACKUP:-/var/backups/dossier}
newest=$(find "$from" -maxdepth 1 -type d -name 'backup-*' | sort | tail -n 1)
[ -n "$newest" ] || { echo "There is no backup in $from." >&2; exit 1; }
dossier verify "$newest"
rsync -a "$newest" "$1/"
