// Says to Dossier who is signed in at this intranet. Java 17 or newer, no library.
//
//     DOSSIER_JWT_SECRET=… SESSIONS=sessions.properties java Token.java 8090
//     DOSSIER_KEY_FILE=key.pem DOSSIER_ISSUER=https://intranet.example SESSIONS=sessions.properties java Token.java 8090
//
// userOf is the one method to put your own sign-in into (in a servlet: request.getUserPrincipal()).
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Token {
    record User(String id, String name, String department, long until) {}

    static final long LIFE = 600; // seconds; Dossier takes an hour at most, and asks again before the end
    static final byte[] SECRET = environment("DOSSIER_JWT_SECRET", "").getBytes(StandardCharsets.UTF_8);
    static final String ISSUER = environment("DOSSIER_ISSUER", null);
    static final Path SESSIONS = Path.of(environment("SESSIONS", "sessions.properties"));
    static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)intranet-session=([\\w-]{16,128})(?:;|$)");
    static RSAPrivateCrtKey key;

    static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }

    /** Whoever your own sign-in says, or null. Here: sessions that it keeps in a file, a line "random id = id|name|department|until". Nothing else of the request counts. */
    static User userOf(HttpExchange request) throws IOException {
        String header = request.getRequestHeaders().getFirst("Cookie");
        var found = COOKIE.matcher(header == null ? "" : header);
        if (!found.find()) return null;
        var kept = new Properties();
        try (var file = Files.newBufferedReader(SESSIONS)) {
            kept.load(file);
        }
        String line = kept.getProperty(found.group(1));
        if (line == null) return null;
        String[] parts = line.split("\\|");
        var user = new User(parts[0], parts[1], parts[2], Long.parseLong(parts[3]));
        return user.until() > System.currentTimeMillis() / 1000 ? user : null;
    }

    static String encoded(byte[] data) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    }

    /** A JSON string. */
    static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            if (each < ' ' || each == '"' || each == '\\') out.append(String.format("\\u%04x", (int) each));
            else out.append(each);
        }
        return out.append('"').toString();
    }

    static String tokenFor(User user) throws GeneralSecurityException {
        long now = System.currentTimeMillis() / 1000;
        String header = key == null ? "{\"alg\":\"HS256\",\"typ\":\"JWT\"}" : "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"intranet\"}";
        String claims = "{\"sub\":" + quoted(user.id()) + ",\"name\":" + quoted(user.name())
            + (user.department().isEmpty() ? "" : ",\"department\":" + quoted(user.department())) + (ISSUER == null ? "" : ",\"iss\":" + quoted(ISSUER)) + ",\"aud\":\"dossier\",\"iat\":" + now + ",\"exp\":" + Math.min(now + LIFE, user.until()) + "}";
        String signed = encoded(header.getBytes(StandardCharsets.UTF_8)) + "." + encoded(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoded(seal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] seal(byte[] data) throws GeneralSecurityException {
        if (key != null) {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        }
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return mac.doFinal(data);
    }

    static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return encoded(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    static void token(HttpExchange request) throws IOException {
        try {
            if (!request.getRequestMethod().equals("POST")) answer(request, 405, "", "text/plain");
            else if (request.getRequestHeaders().getFirst("X-Requested-With") == null) answer(request, 403, "", "text/plain"); // a form or picture of another site cannot send this header
            else {
                User user = userOf(request);
                answer(request, user == null ? 401 : 200, user == null ? "" : tokenFor(user), "text/plain");
            }
        } catch (GeneralSecurityException error) {
            throw new IOException(error);
        }
    }

    static void answer(HttpExchange request, int status, String body, String type) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var headers = request.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        request.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        request.getResponseBody().write(bytes);
        request.close();
    }

    public static void main(String[] arguments) throws Exception {
        String keyFile = environment("DOSSIER_KEY_FILE", null);
        if (keyFile == null && SECRET.length < 32) throw new IllegalStateException("DOSSIER_JWT_SECRET needs at least 32 bytes: openssl rand -base64 48");
        if (keyFile != null && ISSUER == null) throw new IllegalStateException("DOSSIER_KEY_FILE needs DOSSIER_ISSUER, the name that the tokens carry.");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8090), 0);
        if (keyFile != null) {
            String pem = Files.readString(Path.of(keyFile)).replaceAll("-----[A-Z ]+-----|\\s", "");
            key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
            String keys = "{\"keys\":[{\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"kid\":\"intranet\",\"n\":\"" + number(key.getModulus()) + "\",\"e\":\"" + number(key.getPublicExponent()) + "\"}]}";
            server.createContext("/intranet/jwks.json", request -> answer(request, 200, keys, "application/json"));
        }
        server.createContext("/intranet/token", Token::token);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
    }
}
