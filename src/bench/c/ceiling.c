/*
 * What one core can do at the distance loops: hand-tuned C on AVX2 or AVX-512, for the Java kernels to be measured
 * against.
 *
 *   gcc -O3 -march=native -ffast-math ceiling.c -o ceiling -lm && ./ceiling BATCH OUTPUTS INPUTS SECONDS P...
 *
 * Prints "kernel p giga-elements-per-second" a line; an element is one (example, neuron, input) triple. SECONDS are
 * spent on every figure and the best pass counts.
 *
 *   infinity.forward   the best of several register tiles
 *   dense.*            every term by 2^(p log2 t), whatever p is
 *   sparse.*           vectors without a term above 2^-26 of the largest are skipped
 *
 * The power loops are handed the largest differences and are not charged for finding them.
 */
#include <immintrin.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __AVX512F__
#define LANES 16
#else
#define LANES 8
#endif
typedef float floats __attribute__((vector_size(4 * LANES), aligned(4)));
typedef int32_t ints __attribute__((vector_size(4 * LANES), aligned(4)));

static inline floats load(const float *from) { return *(const floats *)from; }
static inline void store(float *to, floats v) { *(floats *)to = v; }
static inline floats magnitude(floats v) { return (floats)((ints)v & 0x7fffffff); }
#ifdef __AVX512F__
static inline floats larger(floats a, floats b) { return (floats)_mm512_max_ps((__m512)a, (__m512)b); }
static inline int any_above(floats a, floats b) { return _mm512_cmp_ps_mask((__m512)a, (__m512)b, _CMP_GT_OQ) != 0; }
#else
static inline floats larger(floats a, floats b) { return (floats)_mm256_max_ps((__m256)a, (__m256)b); }
static inline int any_above(floats a, floats b) {
  return _mm256_movemask_ps(_mm256_cmp_ps((__m256)a, (__m256)b, _CMP_GT_OQ)) != 0;
}
#endif
static float largest_lane(floats v) {
  float best = v[0];
  for (int lane = 1; lane < LANES; lane++) best = v[lane] > best ? v[lane] : best;
  return best;
}
static float sum_of_lanes(floats v) {
  float sum = 0;
  for (int lane = 0; lane < LANES; lane++) sum += v[lane];
  return sum;
}

static inline floats power(floats t, float p) {
  ints bits = (ints)t, exponent = (bits - 0x3f3504f3) & (int32_t)0xff800000;
  floats f = (floats)(bits - exponent) - 1.0f;
  floats series = f * -0.14973326f + 0.23570964f;
  series = series * f - 0.24832281f;
  series = series * f + 0.28686887f;
  series = series * f - 0.36026347f;
  series = series * f + 0.48093116f;
  series = series * f - 0.72135246f;
  series = series * f + 1.4426949f;
  floats x = larger((series * f + __builtin_convertvector(exponent, floats) * 0x1p-23f) * p, (floats){} - 126.0f);
  ints whole = __builtin_convertvector(x - 0.5f, ints);
  floats r = x - __builtin_convertvector(whole, floats);
  floats e = r * 0.0013276473f + 0.0096755410f;
  e = e * r + 0.0555071309f;
  e = e * r + 0.2402212024f;
  e = e * r + 0.6931469440f;
  e = e * r + 1.0f;
  return (floats)((ints)e + (whole << 23));
}

static int batch, outputs, inputs;
static float *z, *w, *y, *gradient_y, *gradient_z, *gradient_w;

#define AT_MOST(a, b) ((a) < (b) ? (a) : (b))
#define INFINITY_TILE(ROWS, COLUMNS)                                                                                  \
  static void infinity_##ROWS##x##COLUMNS(void) {                                                                     \
    for (int o = 0; o < outputs; o += COLUMNS)                                                                        \
      for (int b = 0; b < batch; b += ROWS) {                                                                         \
        const float *zs[ROWS], *ws[COLUMNS];                                                                          \
        floats best[ROWS][COLUMNS] = {};                                                                              \
        for (int r = 0; r < ROWS; r++) zs[r] = z + (size_t)AT_MOST(b + r, batch - 1) * inputs;                        \
        for (int c = 0; c < COLUMNS; c++) ws[c] = w + (size_t)AT_MOST(o + c, outputs - 1) * inputs;                   \
        for (int i = 0; i < inputs; i += LANES)                                                                       \
          for (int r = 0; r < ROWS; r++) {                                                                            \
            floats v = load(zs[r] + i);                                                                               \
            for (int c = 0; c < COLUMNS; c++) best[r][c] = larger(best[r][c], magnitude(v - load(ws[c] + i)));        \
          }                                                                                                           \
        for (int r = 0; r < ROWS && b + r < batch; r++)                                                               \
          for (int c = 0; c < COLUMNS && o + c < outputs; c++)                                                        \
            y[(size_t)(b + r) * outputs + o + c] = largest_lane(best[r][c]);                                          \
      }                                                                                                               \
  }
INFINITY_TILE(2, 4)
INFINITY_TILE(3, 3)
INFINITY_TILE(3, 4)
INFINITY_TILE(4, 3)
INFINITY_TILE(4, 4)

static float exponent, cut;

static void dense_forward(void) {
  for (int o = 0; o < outputs; o++)
    for (int b = 0; b < batch; b++) {
      const float *zb = z + (size_t)b * inputs, *wo = w + (size_t)o * inputs;
      float *at = y + (size_t)b * outputs + o, m = *at, r = 1 / m;
      floats even = {}, odd = {};
      int i = 0;
      for (; i + 2 * LANES <= inputs; i += 2 * LANES) {
        even += power(magnitude(load(zb + i) - load(wo + i)) * r, exponent);
        odd += power(magnitude(load(zb + i + LANES) - load(wo + i + LANES)) * r, exponent);
      }
      if (i < inputs) even += power(magnitude(load(zb + i) - load(wo + i)) * r, exponent);
      *at = m * powf(sum_of_lanes(even + odd), 1 / exponent);
    }
}
static void sparse_forward(void) {
  for (int o = 0; o < outputs; o++)
    for (int b = 0; b < batch; b++) {
      const float *zb = z + (size_t)b * inputs, *wo = w + (size_t)o * inputs;
      float *at = y + (size_t)b * outputs + o, m = *at, r = 1 / m;
      floats sum = {}, least = (floats){} + m * cut;
      for (int i = 0; i < inputs; i += LANES) {
        floats d = magnitude(load(zb + i) - load(wo + i));
        if (__builtin_expect(any_above(d, least), 0)) sum += power(d * r, exponent);
      }
      *at = m * powf(sum_of_lanes(sum), 1 / exponent);
    }
}
static void backward(int sparse) {
  for (int o = 0; o < outputs; o++)
    for (int b = 0; b < batch; b++) {
      size_t pair = (size_t)b * outputs + o;
      const float *zb = z + (size_t)b * inputs, *wo = w + (size_t)o * inputs;
      float *gz = gradient_z + (size_t)b * inputs, *gw = gradient_w + (size_t)o * inputs;
      float r = 1 / y[pair], g = gradient_y[pair];
      floats least = (floats){} + y[pair] * cut;
      for (int i = 0; i < inputs; i += LANES) {
        floats d = load(zb + i) - load(wo + i), size = magnitude(d);
        if (sparse && __builtin_expect(!any_above(size, least), 1)) continue;
        floats term = (floats)((ints)(power(size * r, exponent - 1) * g) ^ ((ints)d & (int32_t)0x80000000));
        store(gz + i, load(gz + i) + term);
        store(gw + i, load(gw + i) - term);
      }
    }
}
static void dense_backward(void) { backward(0); }
static void sparse_backward(void) { backward(1); }
static void nothing(void) {}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}
static double rate(void (*before)(void), void (*kernel)(void), double seconds) {
  double best = 1e9, end = now() + seconds;
  int passes = 0;
  do {
    before();
    double start = now();
    kernel();
    double took = now() - start;
    if (took < best) best = took;
  } while (++passes < 3 || now() < end);
  return (double)batch * outputs * inputs / best / 1e9;
}

static uint64_t state = 0x9e3779b97f4a7c15u;
static double uniform(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return ((state >> 11) + 0.5) / 9007199254740992.0;
}
static float *fill(size_t rows, size_t columns, int gaussian) {
  size_t n = rows * columns;
  float *values = aligned_alloc(64, (n * 4 + 127) / 64 * 64);
  for (size_t i = 0; i < n; i++)
    values[i] = gaussian ? (float)(sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform())) : 0;
  return values;
}

int main(int argc, char **argv) {
  if (argc < 5) return fprintf(stderr, "usage: ceiling BATCH OUTPUTS INPUTS SECONDS P...\n"), 2;
  batch = atoi(argv[1]), outputs = atoi(argv[2]), inputs = atoi(argv[3]);
  double seconds = atof(argv[4]);
  if (batch < 1 || outputs < 1 || inputs < 1 || inputs % LANES)
    return fprintf(stderr, "ceiling: INPUTS must be a multiple of %d\n", LANES), 2;
  z = fill(batch, inputs, 1), w = fill(outputs, inputs, 1), gradient_y = fill(batch, outputs, 1);
  y = fill(batch, outputs, 0), gradient_z = fill(batch, inputs, 0), gradient_w = fill(outputs, inputs, 0);
  void (*tiles[])(void) = {infinity_2x4, infinity_3x3, infinity_3x4, infinity_4x3, infinity_4x4};
  double best = 0;
  for (int t = 0; t < 5; t++) best = fmax(best, rate(nothing, tiles[t], seconds / 5));
  printf("infinity.forward infinity %.3f\n", best);
  for (int a = 5; a < argc; a++) {
    exponent = atof(argv[a]);
    cut = exp2f(-26 / exponent);
    printf("dense.forward %s %.3f\n", argv[a], rate(infinity_3x3, dense_forward, seconds));
    printf("dense.backward %s %.3f\n", argv[a], rate(nothing, dense_backward, seconds));
    printf("sparse.forward %s %.3f\n", argv[a], rate(infinity_3x3, sparse_forward, seconds));
    cut = exp2f(-26 / (exponent - 1));
    printf("sparse.backward %s %.3f\n", argv[a], rate(nothing, sparse_backward, seconds));
    fflush(stdout);
  }
  return 0;
}
