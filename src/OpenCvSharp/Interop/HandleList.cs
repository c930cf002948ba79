using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Addresses of several Mats for one native call, held alive until disposed.</summary>
internal readonly struct HandleList : IDisposable
{
    private readonly List<MatHandle> held = [];

    public HandleList(IEnumerable<Mat> mats)
    {
        ArgumentNullException.ThrowIfNull(mats);
        var addresses = new List<IntPtr>();
        try
        {
            foreach (var mat in mats)
            {
                var added = false;
                mat.Handle.DangerousAddRef(ref added);
                held.Add(mat.Handle);
                addresses.Add(mat.Handle.DangerousGetHandle());
            }
        }
        catch
        {
            Dispose();
            throw;
        }
        Addresses = [.. addresses];
    }

    public IntPtr[] Addresses { get; } = [];

    public int Count => Addresses.Length;

    public void Dispose()
    {
        foreach (var handle in held)
            handle.DangerousRelease();
        held.Clear();
    }
}
