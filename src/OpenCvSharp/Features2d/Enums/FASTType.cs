namespace OpenCvSharp;

public enum FASTType
{
    TYPE_5_8 = 0,
    TYPE_7_12 = 1,
    TYPE_9_16 = 2,
}
