#include "codecs.hpp"
#include <cstdio>
#include <opencv2/imgproc.hpp>

namespace codecs
{
    namespace
    {
        struct Text
        {
            const uchar *at, *end;

            int peek() const { return at < end ? *at : -1; }

            void skip_space()
            {
                for (; at < end; at++)
                {
                    if (*at == '#')
                        while (at < end && *at != '\n')
                            at++;
                    else if (!std::strchr(" \t\r\n\v\f", *at))
                        return;
                    if (at == end)
                        return;
                }
            }

            int number()
            {
                skip_space();
                if (peek() < '0' || peek() > '9')
                    throw Failure(at == end ? "the file is cut short" : "a number is expected in the header or the pixels");
                int64_t v = 0;
                for (; peek() >= '0' && peek() <= '9'; at++)
                {
                    v = 10 * v + (*at - '0');
                    if (v > (1 << 30))
                        throw Failure("a number is too large");
                }
                return static_cast<int>(v);
            }

            std::string word()
            {
                skip_space();
                std::string s;
                while (at < end && !std::strchr(" \t\r\n", *at) && s.size() < 40)
                    s += static_cast<char>(*at++);
                return s;
            }

            void one_space()
            {
                if (at == end)
                    throw Failure("the file is cut short");
                at++;
            }
        };

        struct Header
        {
            int kind, width, height, max;
            Text rest;
        };

        Header header(Bytes file)
        {
            Header h{file.data[1] - '0', 0, 0, 1, {file.data + 2, file.end()}};
            h.width = h.rest.number();
            h.height = h.rest.number();
            check_size(h.width, h.height);
            if (h.kind != 1 && h.kind != 4)
                h.max = h.rest.number();
            if (h.max < 1 || h.max > 65535)
                throw Failure("the largest value is not within 1..65535");
            return h;
        }

        // As OpenCV: eight-bit files are scaled to the full range, sixteen-bit ones are left as they are.
        uchar to_byte(int v, int max)
        {
            return static_cast<uchar>(max == 255 ? std::min(v, 255) : std::min((v * 255 + max / 2) / max, 255));
        }

        void read_bits(Header& h, cv::Mat& out)
        {
            const size_t row = (static_cast<size_t>(h.width) + 7) / 8;
            if (static_cast<size_t>(h.rest.end - h.rest.at) < row * h.height)
                throw Failure("the file is cut short");
            for (int y = 0; y < h.height; y++)
                for (int x = 0; x < h.width; x++)
                    out.at<uchar>(y, x) = h.rest.at[y * row + x / 8] >> (7 - x % 8) & 1 ? 0 : 255;
        }

        void read_text(Header& h, cv::Mat& out)
        {
            const int values = out.cols * out.channels();
            for (int y = 0; y < out.rows; y++)
                for (int x = 0; x < values; x++)
                {
                    if (h.kind == 1)
                    {
                        h.rest.skip_space();
                        const int bit = h.rest.peek();
                        if (bit != '0' && bit != '1')
                            throw Failure(bit < 0 ? "the file is cut short" : "a bit is expected");
                        h.rest.at++;
                        out.ptr(y)[x] = bit == '1' ? 0 : 255;
                        continue;
                    }
                    const int v = h.rest.number();
                    if (h.max > 255)
                        out.ptr<ushort>(y)[x] = static_cast<ushort>(std::min(v, 65535));
                    else
                        out.ptr(y)[x] = to_byte(std::min(v, h.max), h.max);
                }
        }

        void read_binary(Header& h, cv::Mat& out)
        {
            const size_t values = static_cast<size_t>(out.cols) * out.channels();
            if (static_cast<size_t>(h.rest.end - h.rest.at) < values * out.rows * out.elemSize1())
                throw Failure("the file is cut short");
            const auto* from = h.rest.at;
            for (int y = 0; y < out.rows; y++)
                for (size_t x = 0; x < values; x++)
                {
                    if (h.max > 255)
                    {
                        out.ptr<ushort>(y)[x] = static_cast<ushort>(from[0] << 8 | from[1]);
                        from += 2;
                    }
                    else
                        out.ptr(y)[x] = to_byte(*from++, h.max);
                }
        }
    }

    namespace
    {
        // Never in place: the caller's pixels stay as they are.
        cv::Mat to_rgb(const cv::Mat& image)
        {
            if (image.channels() == 1)
                return image;
            cv::Mat rgb;
            cv::cvtColor(image, rgb, image.channels() == 3 ? cv::COLOR_BGR2RGB : cv::COLOR_BGRA2RGB);
            return rgb;
        }
    }

    cv::Mat decode_pnm(Bytes file)
    {
        auto h = header(file);
        const bool color = h.kind == 3 || h.kind == 6;
        // Text takes at least a byte a value: a header alone must not make us allocate.
        if (h.kind <= 3 && int64_t(h.width) * h.height > h.rest.end - h.rest.at)
            throw Failure("the file is cut short");
        if (h.kind > 3)
        {
            h.rest.one_space();
            const int64_t bytes = h.kind == 4 ? int64_t(h.width + 7) / 8 * h.height : int64_t(h.width) * h.height * (color ? 3 : 1) * (h.max > 255 ? 2 : 1);
            if (bytes > h.rest.end - h.rest.at)
                throw Failure("the file is cut short");
        }
        cv::Mat out(h.height, h.width, CV_MAKETYPE(h.max > 255 ? CV_16U : CV_8U, color ? 3 : 1));
        if (h.kind == 4)
            read_bits(h, out);
        else if (h.kind < 4)
            read_text(h, out);
        else
            read_binary(h, out);
        if (color)
            cv::cvtColor(out, out, cv::COLOR_RGB2BGR);
        return out;
    }

    void probe_pnm(Bytes file, Probe& p)
    {
        const auto h = header(file);
        p.info.width = h.width;
        p.info.height = h.height;
        p.info.channels = h.kind == 3 || h.kind == 6 ? 3 : 1;
        p.info.bitDepth = h.max > 255 ? 16 : h.max > 1 ? 8 : 1;
    }

    std::vector<uchar> encode_pnm(const cv::Mat& image, const Settings& settings)
    {
        const cv::Mat m = to_rgb(image);
        const bool color = m.channels() == 3, binary = settings.get(32, 1) != 0, deep = m.depth() == CV_16U;
        char text[80];
        std::snprintf(text, sizeof text, "P%d\n%d %d\n%d\n", (color ? 3 : 2) + (binary ? 3 : 0), m.cols, m.rows, deep ? 65535 : 255);
        std::vector<uchar> out(text, text + std::strlen(text));
        const int values = m.cols * m.channels();
        for (int y = 0; y < m.rows; y++)
            for (int x = 0; x < values; x++)
            {
                const int v = deep ? m.ptr<ushort>(y)[x] : m.ptr(y)[x];
                if (!binary)
                {
                    const int n = std::snprintf(text, sizeof text, "%d%c", v, x + 1 < values ? ' ' : '\n');
                    out.insert(out.end(), text, text + n);
                    continue;
                }
                if (deep)
                    out.push_back(static_cast<uchar>(v >> 8));
                out.push_back(static_cast<uchar>(v));
            }
        return out;
    }

    namespace
    {
        struct PfmHeader
        {
            int width, height, channels;
            bool big;
            Text rest;
        };

        PfmHeader pfm_header(Bytes file)
        {
            PfmHeader h{0, 0, file.data[1] == 'F' ? 3 : 1, false, {file.data + 2, file.end()}};
            h.width = h.rest.number();
            h.height = h.rest.number();
            check_size(h.width, h.height);
            // The sign of the scale gives the byte order; minus is little-endian.
            const auto scale = h.rest.word();
            if (scale.empty())
                throw Failure("the scale is missing");
            h.big = scale[0] != '-';
            h.rest.one_space();
            return h;
        }
    }

    cv::Mat decode_pfm(Bytes file)
    {
        const auto h = pfm_header(file);
        const size_t row = size_t(4) * h.width * h.channels;
        if (static_cast<size_t>(h.rest.end - h.rest.at) < row * h.height)
            throw Failure("the file is cut short");
        cv::Mat out(h.height, h.width, CV_MAKETYPE(CV_32F, h.channels));
        for (int y = 0; y < h.height; y++)
        {
            // Rows run from the bottom up.
            auto* to = out.ptr(h.height - 1 - y);
            std::memcpy(to, h.rest.at + y * row, row);
            if (h.big)
                for (size_t i = 0; i < row; i += 4)
                {
                    std::swap(to[i], to[i + 3]);
                    std::swap(to[i + 1], to[i + 2]);
                }
        }
        if (h.channels == 3)
            cv::cvtColor(out, out, cv::COLOR_RGB2BGR);
        return out;
    }

    void probe_pfm(Bytes file, Probe& p)
    {
        const auto h = pfm_header(file);
        p.info.width = h.width;
        p.info.height = h.height;
        p.info.channels = h.channels;
        p.info.bitDepth = 32;
        p.info.isFloat = 1;
    }

    std::vector<uchar> encode_pfm(const cv::Mat& image)
    {
        const cv::Mat m = to_rgb(image);
        char text[80];
        std::snprintf(text, sizeof text, "P%c\n%d %d\n-1.0\n", m.channels() == 3 ? 'F' : 'f', m.cols, m.rows);
        std::vector<uchar> out(text, text + std::strlen(text));
        const size_t row = m.elemSize() * m.cols;
        for (int y = m.rows - 1; y >= 0; y--)
            out.insert(out.end(), m.ptr(y), m.ptr(y) + row);
        return out;
    }
}
