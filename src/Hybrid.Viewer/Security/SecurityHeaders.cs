using Microsoft.AspNetCore.Http;

namespace Hybrid.Viewer.Security;

/// <summary>Headers of every answer: what a page of the viewer may load and who may show it.</summary>
internal static class SecurityHeaders
{
    /// <summary>Pages load scripts, styles and pictures from here alone, and no inline ones.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; font-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>For a document that brings its scripts along: it may not reach anything, and nothing of the viewer's.</summary>
    public const string SelfContained =
        "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; frame-ancestors 'none'";

    /// <summary>Adds them.</summary>
    public static void Add(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }
}
