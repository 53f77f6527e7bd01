<?php
/** What WordPress gives the plugin of `site/recipes/wordpress`, and no more: who is signed in by a cookie, nonces, shortcodes, script modules, one REST route. */
declare(strict_types=1);

const ABSPATH = '/';
define('DOSSIER_URL', getenv('DOSSIER_URL'));
define('DOSSIER_JWT_SECRET', getenv('DOSSIER_JWT_SECRET'));

final class WP_Error
{
    public function __construct(public string $code, public string $message, public array $data = [])
    {
    }
}

$stub = ['hooks' => [], 'routes' => [], 'shortcodes' => [], 'modules' => []];
function add_action(string $name, callable $run): void { $GLOBALS['stub']['hooks'][$name][] = $run; }
function add_shortcode(string $name, callable $run): void { $GLOBALS['stub']['shortcodes'][$name] = $run; }
function apply_filters(string $name, mixed $value): mixed { return $value; }
function register_rest_route(string $space, string $route, array $rules): void { $GLOBALS['stub']['routes']["/$space$route"] = $rules; }
function wp_enqueue_script_module(string $id, string $src): void { $GLOBALS['stub']['modules'][$id] = $src; }
function shortcode_atts(array $pairs, array $given): array { return array_merge($pairs, array_intersect_key($given, $pairs)); }
function plugins_url(string $path): string { return '/wordpress/dossier/' . $path; }
function rest_url(string $path): string { return '/wp-json/' . $path; }
function esc_attr(string $text): string { return htmlspecialchars($text, ENT_QUOTES); }
function esc_url(string $text): string { return htmlspecialchars($text, ENT_QUOTES); }
function wp_kses_post(string $html): string { return strip_tags($html, '<p><b><em>'); }
function wp_json_encode(mixed $value): string|false { return json_encode($value); }
function wp_create_nonce(string $what): string { return substr(hash('sha256', $what . person()), 0, 10); }
function person(): string { return $_COOKIE['wordpress_logged_in'] ?? ''; }
function current_user_can(string $right): bool { return person() === 'lea' && $right === 'edit_posts'; }
function wp_get_current_user(): object { return (object) ['ID' => 1, 'user_login' => person(), 'display_name' => 'Lea Brandt', 'user_email' => 'lea@intranet.example']; }

require getenv('PLUGIN');

$path = (string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (str_starts_with($path, '/wp-json/')) {
    // without a nonce WordPress takes nobody for signed in
    if (($_SERVER['HTTP_X_WP_NONCE'] ?? '') !== wp_create_nonce('wp_rest')) {
        unset($_COOKIE['wordpress_logged_in']);
    }
    foreach ($stub['hooks']['rest_api_init'] as $run) {
        $run();
    }
    $route = $stub['routes'][substr($path, strlen('/wp-json'))] ?? null;
    $result = $route === null ? 404 : ($route['methods'] !== $_SERVER['REQUEST_METHOD'] ? 405 : (!$route['permission_callback']() ? 401 : $route['callback']()));
    http_response_code(is_int($result) ? $result : ($result instanceof WP_Error ? $result->data['status'] : 200));
    header('Content-Type: application/json');
    echo json_encode($result);
    return;
}
// what a post holds, as WordPress would have read it
$body = $stub['shortcodes']['dossier'](['archive' => 'erp:K-7001'], 'Werft <script>alert(1)</script>Nordlicht') . $stub['shortcodes']['dossier'](['show' => 'script', 'archive' => '"><b>'], 'nothing') . $stub['shortcodes']['dossier'](['show' => 'classification-badge', 'archive' => '"><i id=broken>'], '?');
$scripts = implode('', array_map(fn (string $src): string => '<script type="module" src="' . esc_attr($src) . '"></script>', $stub['modules']));
echo "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Post</title>$scripts</head><body>$body</body></html>";
