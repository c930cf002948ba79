namespace OpenCvSharp.Flann;

/// <summary>How a FLANN index is built.</summary>
public class IndexParams : IDisposable
{
    public IndexParams()
    {
    }

    internal virtual (int Kind, int P1, int P2, int P3) Settings => (0, 4, 0, 0);

    public void Dispose() => GC.SuppressFinalize(this);
}
