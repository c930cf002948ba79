namespace OpenCvSharp;

public enum NeighborSearchMethod
{
    FLANN_KNN,
    GRID,
    FLANN_RADIUS,
}
