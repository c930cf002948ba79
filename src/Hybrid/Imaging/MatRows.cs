using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Rows of a Mat as spans over its own memory.</summary>
internal static class MatRows
{
    /// <summary>Row y, all channels interleaved; valid while the Mat lives.</summary>
    /// <typeparam name="T">The element type of one channel; its size must be that of the Mat's depth.</typeparam>
    internal static unsafe Span<T> Row<T>(Mat image, int y)
        where T : unmanaged
        => new((void*)image.Ptr(y), image.Cols * image.Channels());
}
