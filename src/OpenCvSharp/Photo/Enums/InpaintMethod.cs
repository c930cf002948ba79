namespace OpenCvSharp;

public enum InpaintMethod
{
    NS = 0,
    Telea = 1,
}
