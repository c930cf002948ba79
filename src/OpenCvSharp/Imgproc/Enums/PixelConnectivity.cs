namespace OpenCvSharp;

public enum PixelConnectivity
{
    Connectivity4 = 4,
    Connectivity8 = 8,
}
