// Says to Dossier who is signed in at this intranet. ASP.NET Core 8 or newer; no package for HS256 or RS256.
//
//     DOSSIER_JWT_SECRET=… dotnet run --urls http://127.0.0.1:8090
//     DOSSIER_KEY_FILE=key.pem DOSSIER_ISSUER=https://intranet.example dotnet run --urls http://127.0.0.1:8090
//
// The cookie sign-in below stands for the one you have: keep yours (cookies, Windows, OpenID Connect) and add the route.
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;

const int Life = 600; // seconds; Dossier takes an hour at most, and asks again before the end
var secret = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("DOSSIER_JWT_SECRET") ?? "");
var keyFile = Environment.GetEnvironmentVariable("DOSSIER_KEY_FILE");
var issuer = Environment.GetEnvironmentVariable("DOSSIER_ISSUER");
if (keyFile is null && secret.Length < 32) throw new InvalidOperationException("DOSSIER_JWT_SECRET needs at least 32 bytes: openssl rand -base64 48");
if (keyFile is not null && issuer is null) throw new InvalidOperationException("DOSSIER_KEY_FILE needs DOSSIER_ISSUER, the name that the tokens carry.");
RSA? key = null;
if (keyFile is not null)
{
    key = RSA.Create();
    key.ImportFromPem(File.ReadAllText(keyFile));
}

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
{
    options.Cookie.HttpOnly = true;
    options.Cookie.SameSite = SameSiteMode.Lax;
    // A script is told 401; only people are led to a sign-in page.
    options.Events.OnRedirectToLogin = context => { context.Response.StatusCode = 401; return Task.CompletedTask; };
});
builder.Services.AddAuthorization();
var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

app.MapPost("/intranet/token", (HttpContext context) =>
{
    context.Response.Headers.CacheControl = "no-store";
    context.Response.Headers.XContentTypeOptions = "nosniff";
    // A form or picture of another site cannot send this header.
    if (!context.Request.Headers.ContainsKey("X-Requested-With")) return Results.StatusCode(403);
    return Results.Text(TokenFor(context.User));
}).RequireAuthorization();

app.MapGet("/intranet/jwks.json", () =>
{
    if (key is null) return Results.NotFound();
    var rsa = key.ExportParameters(false);
    return Results.Json(new { keys = new[] { new { kty = "RSA", alg = "RS256", use = "sig", kid = "intranet", n = Encoded(rsa.Modulus!), e = Encoded(rsa.Exponent!) } } });
});

app.Run();

// Only what the sign-in knows of the person; nothing else of the request counts.
string TokenFor(ClaimsPrincipal user)
{
    var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    var claims = new Dictionary<string, object>
    {
        ["sub"] = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("The sign-in gives no id of the person."),
        ["aud"] = "dossier",
        ["iat"] = now,
        ["exp"] = now + Life,
    };
    if (user.Identity?.Name is { } name) claims["name"] = name;
    if (user.FindFirstValue("department") is { } department) claims["department"] = department;
    if (issuer is not null) claims["iss"] = issuer;
    object header = key is null ? new { alg = "HS256", typ = "JWT" } : new { alg = "RS256", typ = "JWT", kid = "intranet" };
    var signed = Encoded(JsonSerializer.SerializeToUtf8Bytes(header)) + "." + Encoded(JsonSerializer.SerializeToUtf8Bytes(claims));
    var data = Encoding.ASCII.GetBytes(signed);
    var seal = key is null ? HMACSHA256.HashData(secret, data) : key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    return signed + "." + Encoded(seal);
}

static string Encoded(byte[] data) => Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');
