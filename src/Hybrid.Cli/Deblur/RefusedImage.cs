namespace Hybrid.Cli.Deblur;

/// <summary>An image that could not be read or written.</summary>
/// <param name="Source">Its path.</param>
/// <param name="Reason">What is wrong with it, in one line.</param>
internal sealed record RefusedImage(string Source, string Reason);
