namespace OpenCvSharp;

public enum MarkerTypes
{
    Cross = 0,
    TiltedCross = 1,
    Star = 2,
    Diamond = 3,
    Square = 4,
    TriangleUp = 5,
    TriangleDown = 6,
}
