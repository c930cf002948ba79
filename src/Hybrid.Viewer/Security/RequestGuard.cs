using System.Net;
using System.Security.Cryptography;
using System.Text;
using Hybrid.Viewer.Http;
using Microsoft.AspNetCore.Http;

namespace Hybrid.Viewer.Security;

/// <summary>
/// Lets through what comes from the viewer's own pages and from programs of its user. Without a token the name that the
/// request was sent to must be one of this machine's own (else a page elsewhere could have its name lead here: DNS rebinding),
/// and what a browser says comes from another site is refused (cross-site request forgery).
/// </summary>
/// <param name="token">What requests must show; null for nothing.</param>
internal sealed class RequestGuard(string? token)
{
    private const string Cookie = "hybrid-token";
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];
    private readonly byte[]? _token = token is null ? null : Encoding.UTF8.GetBytes(token);

    /// <summary>Checks a request.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public void Require(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (_token is null && !IsOwnName(request.Host.Host))
            throw new RequestException(StatusCodes.Status421MisdirectedRequest, "this viewer answers to localhost and 127.0.0.1 only");
        if (IsForeign(request))
            throw new RequestException(StatusCodes.Status403Forbidden, "requests from other sites are refused");
        bool inQuery = false;
        if (_token is not null && !Shows(request, out inQuery))
            throw new RequestException(StatusCodes.Status401Unauthorized, "the token is missing or wrong; open the address that the viewer printed, or send 'Authorization: Bearer TOKEN'");
        if (inQuery)
            Remember(context);
    }

    private static bool IsOwnName(string host) =>
        OwnNames.Contains(host, StringComparer.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private static bool IsForeign(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        // Following a link from elsewhere to a page is what links are for; nothing is done and nothing can be read by it.
        bool visit = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && !request.Path.StartsWithSegments("/api");
        if (site is not ("" or "same-origin" or "none") && !visit)
            return true;
        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private bool Shows(HttpRequest request, out bool inQuery)
    {
        const string bearer = "Bearer ";
        string authorization = request.Headers.Authorization.ToString();
        inQuery = IsToken(request.Query["token"].ToString());
        return inQuery || (authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) && IsToken(authorization[bearer.Length..])) || IsToken(request.Cookies[Cookie] ?? "");
    }

    private bool IsToken(string text) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), _token);

    // So that links and pictures of the page need not carry the token, and the address bar does not keep it.
    private void Remember(HttpContext context) =>
        context.Response.Cookies.Append(Cookie, token!, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
}
