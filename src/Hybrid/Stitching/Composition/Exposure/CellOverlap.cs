namespace Hybrid.Stitching.Composition.Exposure;

/// <summary>What two cells of different layers show where both have pixels.</summary>
/// <param name="A">Number of a cell.</param>
/// <param name="B">Number of another.</param>
/// <param name="Count">Pixels that both have.</param>
/// <param name="MeanA">Mean intensity of A there.</param>
/// <param name="MeanB">Mean intensity of B there.</param>
internal readonly record struct CellOverlap(int A, int B, long Count, double MeanA, double MeanB);
