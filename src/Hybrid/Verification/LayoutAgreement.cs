using System.Globalization;

namespace Hybrid.Verification;

/// <summary>
/// Two images that show the same edges at the same place, and between them edges of which the other shows nothing: a printed or
/// rendered layout that holds different content (two forms, two tables, two pages of staves), or a camera that stood still before
/// a scene of which something moved. What moved is a few connected areas that are new altogether; content lies within its
/// layout, all over the frame.
/// </summary>
/// <param name="Exact">Share of the edges with a partner in the other image whose partner is the same within noise, 0..1: low between modalities or in other light.</param>
/// <param name="Different">Share of the textured blocks in which edges of either image have no partner, 0..1.</param>
/// <param name="Interleaved">Share of the textured blocks in which others have one, 0..1.</param>
/// <param name="Spread">Share of the frame's sectors in which a fifth of the blocks or more are interleaved, 0..1.</param>
internal readonly record struct LayoutAgreement(double Exact, double Different, double Interleaved, double Spread)
{
    private const double LeastExact = 0.75, LeastInterleaved = 0.28, LeastWithin = 0.65, LeastSpread = 0.6;

    /// <summary>Whether the images share a layout and not its content.</summary>
    public bool IsLayoutAlone =>
        Exact >= LeastExact && Interleaved >= LeastInterleaved && Interleaved >= LeastWithin * Different && Spread >= LeastSpread;

    /// <summary>One line for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Exact:P0} of the edges in common are exactly the same, but on {Different:P0} of the overlap others lie among them that only one image shows: one layout with different content?");
}
