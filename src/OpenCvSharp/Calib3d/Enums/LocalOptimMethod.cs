namespace OpenCvSharp;

public enum LocalOptimMethod
{
    NULL,
    INNER_LO,
    INNER_AND_ITER_LO,
    GC,
    SIGMA,
}
