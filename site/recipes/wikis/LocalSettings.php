// At the end of LocalSettings.php: pictures of this one server may stand in pages, and of no other.
$wgAllowExternalImagesFrom = [ 'https://intranet.example/dossier/badge/' ];
