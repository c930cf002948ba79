using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int photo_inpaint(MatHandle src, MatHandle mask, MatHandle dst, double radius, int method);

    [LibraryImport(Shim)]
    internal static partial int photo_fastNlMeansDenoising(MatHandle src, MatHandle dst, float h, int templ, int search);

    [LibraryImport(Shim)]
    internal static partial int photo_fastNlMeansDenoisingColored(MatHandle src, MatHandle dst, float h, float hColor, int templ, int search);
}
