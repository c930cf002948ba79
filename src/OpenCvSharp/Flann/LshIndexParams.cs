namespace OpenCvSharp.Flann;

/// <summary>Multi-probe locality-sensitive hashing; for binary descriptors.</summary>
public class LshIndexParams(int tableNumber, int keySize, int multiProbeLevel) : IndexParams
{
    internal override (int Kind, int P1, int P2, int P3) Settings => (1, tableNumber, keySize, multiProbeLevel);
}
