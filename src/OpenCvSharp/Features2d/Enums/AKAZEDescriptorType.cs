namespace OpenCvSharp;

public enum AKAZEDescriptorType
{
    KAZEUpright = 2,
    KAZE = 3,
    MLDBUpright = 4,
    MLDB = 5,
}
