namespace OpenCvSharp.Flann;

/// <summary>Randomized k-d trees, searched together; for float descriptors.</summary>
public class KDTreeIndexParams(int trees = 4) : IndexParams
{
    internal override (int Kind, int P1, int P2, int P3) Settings => (0, trees, 0, 0);
}
