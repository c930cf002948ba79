// Conventions of the C ABI: every function returns 0 or -1, writes results through out-parameters and
// never lets an exception out; cv_last_error tells what happened on the calling thread.
#pragma once
#include <opencv2/core.hpp>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#define HCV extern "C" __attribute__((visibility("default"))) int

// OpenCV's own small types have constructors and so are not passed in registers as their C twins are.
struct CPoint { int x, y; operator cv::Point() const { return {x, y}; } };
struct CPoint2f { float x, y; operator cv::Point2f() const { return {x, y}; } };
struct CPoint2d { double x, y; operator cv::Point2d() const { return {x, y}; } };
struct CSize { int width, height; operator cv::Size() const { return {width, height}; } };
struct CRect { int x, y, width, height; operator cv::Rect() const { return {x, y, width, height}; } };
struct CRange { int start, end; operator cv::Range() const { return {start, end}; } };
struct CScalar { double v[4]; operator cv::Scalar() const { return {v[0], v[1], v[2], v[3]}; } };
struct CTermCriteria
{
    int type, maxCount;
    double epsilon;
    operator cv::TermCriteria() const { return {type, maxCount, epsilon}; }
};
struct CRotatedRect { float cx, cy, width, height, angle; };

inline CPoint c(const cv::Point& p) { return {p.x, p.y}; }
inline CSize c(const cv::Size& s) { return {s.width, s.height}; }
inline CRect c(const cv::Rect& r) { return {r.x, r.y, r.width, r.height}; }
inline CScalar c(const cv::Scalar& s) { return {{s[0], s[1], s[2], s[3]}}; }
inline CRotatedRect c(const cv::RotatedRect& r)
{
    return {r.center.x, r.center.y, r.size.width, r.size.height, r.angle};
}

void remember_error(int code, const std::string& message, const char* function, const char* file, int line);

template <class F> int guard(F&& body) noexcept
{
    try
    {
        body();
        return 0;
    }
    catch (const cv::Exception& e)
    {
        remember_error(e.code, e.err, e.func.c_str(), e.file.c_str(), e.line);
    }
    catch (const std::bad_alloc&)
    {
        remember_error(cv::Error::StsNoMem, "Out of memory", "", "", 0);
    }
    catch (const std::exception& e)
    {
        remember_error(cv::Error::StsError, e.what(), "", "", 0);
    }
    catch (...)
    {
        remember_error(cv::Error::StsError, "Unknown native exception", "", "", 0);
    }
    return -1;
}

// A null Mat stands for cv::noArray().
inline cv::_InputArray in(const cv::Mat* m) { return m ? cv::_InputArray(*m) : cv::_InputArray(); }
inline cv::_InputOutputArray out(cv::Mat* m) { return m ? cv::_InputOutputArray(*m) : cv::_InputOutputArray(); }

// Hands a copy of a vector to the caller, who frees it with cv_free.
template <class T> void give(const std::vector<T>& from, T** data, int* count)
{
    *count = static_cast<int>(from.size());
    *data = nullptr;
    if (from.empty())
        return;
    *data = static_cast<T*>(std::malloc(from.size() * sizeof(T)));
    if (!*data)
        throw std::bad_alloc();
    std::memcpy(static_cast<void*>(*data), from.data(), from.size() * sizeof(T));
}

// The same for nested vectors: all items in one row, and how many belong to each list.
template <class T> void give(const std::vector<std::vector<T>>& from, T** data, int** counts, int* lists)
{
    std::vector<T> flat;
    std::vector<int> sizes;
    for (const auto& list : from)
    {
        flat.insert(flat.end(), list.begin(), list.end());
        sizes.push_back(static_cast<int>(list.size()));
    }
    int total = 0;
    give(sizes, counts, lists);
    give(flat, data, &total);
}

inline std::vector<cv::Mat> mats(cv::Mat* const* items, int count)
{
    std::vector<cv::Mat> v;
    v.reserve(count);
    for (int i = 0; i < count; i++)
        v.push_back(*items[i]);
    return v;
}

template <class T> std::vector<T> list(const T* items, int count) { return {items, items + count}; }

void give_string(const std::string& from, char** text);
