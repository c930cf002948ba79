namespace OpenCvSharp.Flann;

/// <summary>Brute force.</summary>
public class LinearIndexParams : IndexParams
{
    internal override (int Kind, int P1, int P2, int P3) Settings => (4, 0, 0, 0);
}
