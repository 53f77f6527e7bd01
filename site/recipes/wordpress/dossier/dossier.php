<?php
/**
 * Plugin Name: Dossier
 * Description: Live customer archives in pages and posts: [dossier archive="erp:K-7001"]Werft Nordlicht GmbH[/dossier]
 * Version: 1.0
 * Requires at least: 6.5
 * Requires PHP: 8.1
 * License: MIT
 *
 * In wp-config.php:
 *     define('DOSSIER_URL', 'https://intranet.example/dossier');
 *     define('DOSSIER_JWT_SECRET', '…');   // the same as in Dossier's settings
 */
declare(strict_types=1);

if (!defined('ABSPATH')) {
    exit;
}

const DOSSIER_LIFE = 600; // seconds; Dossier takes an hour at most, and asks again before the end
const DOSSIER_TAGS = ['customer-card', 'classification-badge', 'contact-timeline', 'archive-form', 'transaction-ledger', 'customer-list', 'reminder-list', 'notice-inbox'];

/** Who may have a token. Subscribers may not: on many sites anybody can become one. */
function dossier_may(): bool
{
    return current_user_can((string) apply_filters('dossier_capability', 'edit_posts'));
}

function dossier_encoded(string $data): string
{
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

/** A token for whoever is signed in at WordPress. Nothing of the request counts: WordPress has checked cookie and nonce before. */
function dossier_token(): string|WP_Error
{
    $secret = defined('DOSSIER_JWT_SECRET') ? (string) constant('DOSSIER_JWT_SECRET') : '';
    if (strlen($secret) < 32) {
        return new WP_Error('dossier_secret', 'DOSSIER_JWT_SECRET in wp-config.php needs at least 32 bytes.', ['status' => 500]);
    }
    $user = wp_get_current_user();
    $now = time();
    // If people have another id in your directory, say which: add_filter('dossier_person', fn ($id, $user) => get_user_meta($user->ID, 'staff_id', true), 10, 2);
    $claims = ['sub' => (string) apply_filters('dossier_person', $user->user_login, $user), 'name' => $user->display_name, 'email' => $user->user_email, 'aud' => 'dossier', 'iat' => $now, 'exp' => $now + DOSSIER_LIFE];
    $signed = dossier_encoded((string) wp_json_encode(['alg' => 'HS256', 'typ' => 'JWT'])) . '.' . dossier_encoded((string) wp_json_encode($claims));
    return $signed . '.' . dossier_encoded(hash_hmac('sha256', $signed, $secret, true));
}

add_action('rest_api_init', function (): void {
    register_rest_route('dossier/v1', '/token', ['methods' => 'POST', 'callback' => 'dossier_token', 'permission_callback' => 'dossier_may']);
});

/** [dossier show="customer-card" archive="erp:K-7001"]what stands there without the script[/dossier] */
function dossier_shortcode(array|string $given, ?string $content = null): string
{
    $content = wp_kses_post((string) $content);
    if (!dossier_may()) {
        return $content;
    }
    $attributes = shortcode_atts(['show' => 'customer-card', 'archive' => '', 'schemes' => '', 'section' => ''], is_array($given) ? $given : [], 'dossier');
    $tag = $attributes['show'];
    if (!in_array($tag, DOSSIER_TAGS, true)) {
        return $content;
    }
    wp_enqueue_script_module('dossier', rtrim((string) constant('DOSSIER_URL'), '/') . '/kit/1/dossier.js', [], null);
    wp_enqueue_script_module('dossier-session', plugins_url('session.js', __FILE__), [], '1.0');
    $html = '<' . $tag;
    foreach (['archive', 'schemes', 'section'] as $name) {
        if ($attributes[$name] !== '') {
            $html .= ' ' . $name . '="' . esc_attr($attributes[$name]) . '"';
        }
    }
    return dossier_session() . $html . '>' . $content . '</' . $tag . '>';
}
add_shortcode('dossier', 'dossier_shortcode');

/** Once a page: where the server is, and where the page's own session gets its token. */
function dossier_session(): string
{
    static $said = false;
    if ($said) {
        return '';
    }
    $said = true;
    return '<archive-session endpoint="' . esc_url((string) constant('DOSSIER_URL')) . '" data-token="' . esc_url(rest_url('dossier/v1/token')) . '" data-nonce="' . esc_attr(wp_create_nonce('wp_rest')) . '"></archive-session>';
}
