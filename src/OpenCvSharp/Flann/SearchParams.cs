namespace OpenCvSharp.Flann;

/// <summary>How a FLANN index is searched.</summary>
public class SearchParams(int checks = 32, float eps = 0.0f, bool sorted = true) : IndexParams
{
    internal int Checks => checks;
    internal float Eps => eps;
    internal bool Sorted => sorted;
}
