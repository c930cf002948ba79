namespace OpenCvSharp;

/// <summary>An error raised by OpenCV itself, with OpenCV's own message.</summary>
public class OpenCVException : Exception
{
    public OpenCVException()
    {
        FuncName = ErrMsg = FileName = "";
    }

    public OpenCVException(string message)
        : base(message)
    {
        ErrMsg = message;
        FuncName = FileName = "";
    }

    public OpenCVException(string message, Exception innerException)
        : base(message, innerException)
    {
        ErrMsg = message;
        FuncName = FileName = "";
    }

    public OpenCVException(ErrorCode status, string funcName, string errMsg, string fileName, int line)
        : base(errMsg)
    {
        Status = status;
        FuncName = funcName;
        ErrMsg = errMsg;
        FileName = fileName;
        Line = line;
    }

    public ErrorCode Status { get; set; }
    public string FuncName { get; set; }
    public string ErrMsg { get; set; }
    public string FileName { get; set; }
    public int Line { get; set; }
}
