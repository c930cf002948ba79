namespace OpenCvSharp;

public enum DistanceTransformLabelTypes
{
    CComp = 0,
    Pixel = 1,
}
