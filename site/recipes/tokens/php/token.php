<?php
/**
 * Says to Dossier who is signed in at this intranet. PHP 8.1 or newer, no package; put it where your pages lie and let it begin the session as they do.
 *
 *     DOSSIER_JWT_SECRET=… php -S 127.0.0.1:8090 token.php
 *     DOSSIER_KEY_FILE=key.pem DOSSIER_ISSUER=https://intranet.example php -S 127.0.0.1:8090 token.php
 */
declare(strict_types=1);

const LIFE = 600; // seconds; Dossier takes an hour at most, and asks again before the end

function encoded(string $data): string
{
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

function part(array $value): string
{
    return encoded(json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES));
}

/** Whoever your own sign-in has put into the session, or null. Nothing else of the request counts. */
function userOf(): ?array
{
    session_name('intranet-session');
    session_start(['read_and_close' => true, 'use_strict_mode' => true, 'cookie_httponly' => true, 'cookie_samesite' => 'Lax']);
    $user = $_SESSION['user'] ?? null;
    return is_array($user) && $user['until'] > time() ? $user : null;
}

function answer(int $status, string $body = '', string $type = 'text/plain'): never
{
    http_response_code($status);
    header('Content-Type: ' . $type);
    header('Cache-Control: no-store');
    header('X-Content-Type-Options: nosniff');
    echo $body;
    exit;
}

$secret = (string) getenv('DOSSIER_JWT_SECRET');
$keyFile = getenv('DOSSIER_KEY_FILE');
$issuer = getenv('DOSSIER_ISSUER');
if ($keyFile === false ? strlen($secret) < 32 : $issuer === false) {
    error_log($keyFile === false ? 'DOSSIER_JWT_SECRET needs at least 32 bytes: openssl rand -base64 48' : 'DOSSIER_KEY_FILE needs DOSSIER_ISSUER, the name that the tokens carry.');
    answer(500);
}
$key = $keyFile === false ? null : openssl_pkey_get_private((string) file_get_contents($keyFile));
if ($key === false) {
    error_log('DOSSIER_KEY_FILE holds no private key.');
    answer(500);
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/intranet/jwks.json' && $key !== null) {
    $rsa = openssl_pkey_get_details($key)['rsa'];
    answer(200, json_encode(['keys' => [['kty' => 'RSA', 'alg' => 'RS256', 'use' => 'sig', 'kid' => 'intranet', 'n' => encoded($rsa['n']), 'e' => encoded($rsa['e'])]]], JSON_THROW_ON_ERROR), 'application/json');
}
if ($path !== '/intranet/token') {
    answer(404);
}
if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    answer(405);
}
if (!isset($_SERVER['HTTP_X_REQUESTED_WITH'])) {
    answer(403); // a form or picture of another site cannot send this header
}
$user = userOf();
if ($user === null) {
    answer(401);
}
$now = time();
$claims = ['sub' => $user['id'], 'name' => $user['name'], 'department' => $user['department'] ?? null, 'aud' => 'dossier', 'iss' => $issuer ?: null, 'iat' => $now, 'exp' => min($now + LIFE, $user['until'])];
$signed = part($key === null ? ['alg' => 'HS256', 'typ' => 'JWT'] : ['alg' => 'RS256', 'typ' => 'JWT', 'kid' => 'intranet']) . '.' . part(array_filter($claims, fn ($value) => $value !== null));
if ($key === null) {
    $seal = hash_hmac('sha256', $signed, $secret, true);
} elseif (!openssl_sign($signed, $seal, $key, OPENSSL_ALGO_SHA256)) {
    answer(500);
}
answer(200, $signed . '.' . encoded($seal));
