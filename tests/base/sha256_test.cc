#include "base/sha256.h"

#include <gtest/gtest.h>

namespace qiusuo {
namespace {

TEST(Sha256, KnowsTheStandardsExample) {
  // FIPS 180-4, the digest of "abc".
  EXPECT_EQ(Sha256Hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, EmptyHasADigestToo) {
  EXPECT_EQ(Sha256Hex(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace qiusuo
