#include "shim.hpp"

using cv::Mat;

struct MatInfo
{
    void* data;
    void* datastart;
    void* dataend;
    int64_t total, step0, step1, elemSize, elemSize1;
    int type, dims, rows, cols;
    int continuous, submatrix;
};

HCV core_Mat_new(Mat** result) { return guard([&] { *result = new Mat(); }); }
HCV core_Mat_new_size(int rows, int cols, int type, Mat** result) { return guard([&] { *result = new Mat(rows, cols, type); }); }
HCV core_Mat_new_scalar(int rows, int cols, int type, CScalar s, Mat** result)
{
    return guard([&] { *result = new Mat(rows, cols, type, cv::Scalar(s)); });
}
HCV core_Mat_new_dims(int ndims, const int* sizes, int type, Mat** result) { return guard([&] { *result = new Mat(ndims, sizes, type); }); }
HCV core_Mat_new_data(int rows, int cols, int type, void* data, int64_t step, Mat** result)
{
    return guard([&] { *result = new Mat(rows, cols, type, data, static_cast<size_t>(step)); });
}
HCV core_Mat_new_rect(Mat* m, CRect roi, Mat** result) { return guard([&] { *result = new Mat(*m, cv::Rect(roi)); }); }
HCV core_Mat_new_ranges(Mat* m, CRange rows, CRange cols, Mat** result)
{
    return guard([&] { *result = new Mat(*m, cv::Range(rows), cv::Range(cols)); });
}
HCV core_Mat_new_copy(Mat* m, Mat** result) { return guard([&] { *result = new Mat(*m); }); }
HCV core_Mat_delete(Mat* m)
{
    return guard([&] { delete m; });
}
HCV core_Mat_info(Mat* m, MatInfo* info)
{
    return guard([&] {
        info->data = m->data;
        info->datastart = const_cast<uchar*>(m->datastart);
        info->dataend = const_cast<uchar*>(m->dataend);
        info->total = static_cast<int64_t>(m->total());
        info->step0 = m->dims > 0 ? static_cast<int64_t>(m->step[0]) : 0;
        info->step1 = m->dims > 1 ? static_cast<int64_t>(m->step[1]) : 0;
        info->elemSize = m->dims > 0 ? static_cast<int64_t>(m->elemSize()) : 0;
        info->elemSize1 = static_cast<int64_t>(m->elemSize1());
        info->type = m->type();
        info->dims = m->dims;
        info->rows = m->rows;
        info->cols = m->cols;
        info->continuous = m->isContinuous();
        info->submatrix = m->isSubmatrix();
    });
}
HCV core_Mat_size(Mat* m, int i, int* result)
{
    return guard([&] {
        CV_Assert(i >= 0 && i < m->dims);
        *result = m->size[i];
    });
}
HCV core_Mat_step(Mat* m, int i, int64_t* result)
{
    return guard([&] {
        CV_Assert(i >= 0 && i < m->dims);
        *result = static_cast<int64_t>(m->step[i]);
    });
}
HCV core_Mat_clone(Mat* m, Mat** result) { return guard([&] { *result = new Mat(m->clone()); }); }
HCV core_Mat_copyTo(Mat* m, Mat* dst, Mat* mask)
{
    return guard([&] {
        if (mask)
            m->copyTo(*dst, *mask);
        else
            m->copyTo(*dst);
    });
}
HCV core_Mat_convertTo(Mat* m, Mat* dst, int rtype, double alpha, double beta) { return guard([&] { m->convertTo(*dst, rtype, alpha, beta); }); }
HCV core_Mat_assignTo(Mat* m, Mat* dst, int type) { return guard([&] { m->assignTo(*dst, type); }); }
HCV core_Mat_setTo(Mat* m, Mat* value, Mat* mask) { return guard([&] { m->setTo(*value, in(mask)); }); }
HCV core_Mat_setTo_scalar(Mat* m, CScalar value, Mat* mask) { return guard([&] { m->setTo(cv::Scalar(value), in(mask)); }); }
HCV core_Mat_create(Mat* m, int rows, int cols, int type) { return guard([&] { m->create(rows, cols, type); }); }
HCV core_Mat_create_dims(Mat* m, int ndims, const int* sizes, int type) { return guard([&] { m->create(ndims, sizes, type); }); }
HCV core_Mat_release(Mat* m) { return guard([&] { m->release(); }); }
HCV core_Mat_reshape(Mat* m, int cn, int rows, Mat** result) { return guard([&] { *result = new Mat(m->reshape(cn, rows)); }); }
HCV core_Mat_reshape_dims(Mat* m, int cn, int ndims, const int* sizes, Mat** result)
{
    return guard([&] { *result = new Mat(m->reshape(cn, ndims, sizes)); });
}
HCV core_Mat_diag(Mat* m, int d, Mat** result) { return guard([&] { *result = new Mat(m->diag(d)); }); }
HCV core_Mat_dot(Mat* m, Mat* other, double* result) { return guard([&] { *result = m->dot(*other); }); }
HCV core_Mat_cross(Mat* m, Mat* other, Mat** result) { return guard([&] { *result = new Mat(m->cross(*other)); }); }
HCV core_Mat_checkVector(Mat* m, int channels, int depth, bool continuous, int* result)
{
    return guard([&] { *result = m->checkVector(channels, depth, continuous); });
}
HCV core_Mat_locateROI(Mat* m, CSize* whole, CPoint* ofs)
{
    return guard([&] {
        cv::Size s;
        cv::Point p;
        m->locateROI(s, p);
        *whole = c(s);
        *ofs = c(p);
    });
}
HCV core_Mat_adjustROI(Mat* m, int top, int bottom, int left, int right) { return guard([&] { m->adjustROI(top, bottom, left, right); }); }
