namespace OpenCvSharp;

public enum KAZEDiffusivityType
{
    DiffPmG1 = 0,
    DiffPmG2 = 1,
    DiffWeickert = 2,
    DiffCharbonnier = 3,
}
