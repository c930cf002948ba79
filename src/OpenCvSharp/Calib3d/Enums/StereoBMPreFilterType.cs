namespace OpenCvSharp;

public enum StereoBMPreFilterType
{
    NormalizedResponse = 0,
    XSobel = 1,
}
