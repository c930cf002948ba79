namespace OpenCvSharp;

public enum SamplingMethod
{
    UNIFORM,
    PROGRESSIVE_NAPSAC,
    NAPSAC,
    PROSAC,
}
