namespace OpenCvSharp;

[Flags]
public enum SortFlags
{
    EveryRow = 0,
    EveryColumn = 1,
    Ascending = 0,
    Descending = 16,
}
