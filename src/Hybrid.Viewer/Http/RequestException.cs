using Microsoft.AspNetCore.Http;

namespace Hybrid.Viewer.Http;

/// <summary>A request that is refused, with what is wrong and what to do in one sentence.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="message">The sentence.</param>
internal sealed class RequestException(int status, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>What was asked for is not there.</summary>
    public static RequestException NotFound(string what) => new(StatusCodes.Status404NotFound, $"{what} is not here, or not any more");
}
