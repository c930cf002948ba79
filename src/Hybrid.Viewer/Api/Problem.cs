using System.Text.Json;
using Hybrid.Viewer.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Hybrid.Viewer.Api;

/// <summary>Errors as problem details (RFC 9457), and the one place where every exception of a request ends.</summary>
internal static class Problem
{
    /// <summary>Answers with a problem, unless an answer has begun.</summary>
    public static async Task Write(HttpContext context, int status, string detail)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        context.Response.StatusCode = status;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "5";
        await ApiJson.Write(context.Response, "application/problem+json", json =>
        {
            json.WriteStartObject();
            json.WriteNumber("status", status);
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
            json.WriteString("detail", detail);
            json.WriteEndObject();
        });
    }

    /// <summary>Runs the rest of the pipeline and turns what it throws into an answer.</summary>
    public static async Task Handle(HttpContext context, RequestDelegate next, Action<string>? notice)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response is { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, ContentLength: null })
                await Write(context, context.Response.StatusCode, "there is nothing of this kind here; /api/openapi.json lists what there is");
        }
        catch (RequestException e)
        {
            await Write(context, e.Status, e.Message);
        }
        catch (InputException e)
        {
            await Write(context, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await Write(context, e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "the upload is larger than this viewer takes; use smaller files, or start it with --max-upload" : e.Message);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // The other side has gone.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            notice?.Invoke($"{context.Request.Method} {context.Request.Path}: {e.GetType().Name}: {e.Message}");
            await Write(context, StatusCodes.Status500InternalServerError, "the viewer failed at this; its terminal says more");
        }
    }
}
