namespace OpenCvSharp;

public enum WarpPolarMode
{
    Linear = 0,
    Log = 256,
}
