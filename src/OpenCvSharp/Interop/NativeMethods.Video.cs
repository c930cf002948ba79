using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int video_findTransformECC(MatHandle templ, MatHandle input, MatHandle warp, int motion, TermCriteria criteria, MatHandle mask, int gaussian, out double result);

    [LibraryImport(Shim)]
    internal static partial int video_computeECC(MatHandle templ, MatHandle input, MatHandle mask, out double result);

    [LibraryImport(Shim)]
    internal static partial int video_calcOpticalFlowPyrLK(MatHandle prev, MatHandle next, MatHandle prevPts, MatHandle nextPts, MatHandle status, MatHandle err, Size win, int maxLevel, TermCriteria criteria, int flags, double minEig);

    [LibraryImport(Shim)]
    internal static partial int video_calcOpticalFlowFarneback(MatHandle prev, MatHandle next, MatHandle flow, double scale, int levels, int win, int iterations, int polyN, double polySigma, int flags);
}
