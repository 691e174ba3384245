#include "base/decimal.h"

#include <gtest/gtest.h>

#include <random>

namespace qiusuo {
namespace {

TEST(Decimal, ReadsAndWritesCanonicalText) {
  struct Row {
    const char* text;
    const char* canonical;
  };
  for (const Row& row :
       {Row{"0", "0"}, Row{"-0.0", "0"}, Row{"007", "7"}, Row{".5", "0.5"},
        Row{"5.", "5"}, Row{"-12.50", "-12.5"}, Row{"+3", "3"},
        Row{"18000", "18000"}, Row{"0.00012", "0.00012"},
        Row{"123456789012345678901234567890.1",
            "123456789012345678901234567890.1"}}) {
    const std::optional<Decimal> decimal = Decimal::Parse(row.text);
    ASSERT_TRUE(decimal.has_value()) << row.text;
    EXPECT_EQ(decimal->ToString(), row.canonical);
  }
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const char* text :
       {"", "-", ".", "1.2.3", "1e5", " 1", "1 ", "一", "1,000"}) {
    EXPECT_FALSE(Decimal::Parse(text).has_value()) << text;
  }
}

TEST(Decimal, ShiftsByPowersOfTen) {
  EXPECT_EQ(Decimal::Parse("1.8")->ShiftedBy(4).ToString(), "18000");
  EXPECT_EQ(Decimal::Parse("25")->ShiftedBy(-3).ToString(), "0.025");
  EXPECT_EQ(Decimal().ShiftedBy(8).ToString(), "0");
}

TEST(DecimalTest, WholeNumbersAreIntegers) {
  EXPECT_EQ(Decimal::Parse("2024")->ToInteger(), 2024);
  EXPECT_EQ(Decimal::Parse("-1200")->ToInteger(), -1200);
  EXPECT_EQ(Decimal().ToInteger(), 0);
  EXPECT_EQ(Decimal::Parse("999999999999999999")->ToInteger(),
            999999999999999999);
  EXPECT_EQ(Decimal::Parse("1000000000000000000")->ToInteger(), std::nullopt);
  EXPECT_EQ(Decimal::Parse("0.5")->ToInteger(), std::nullopt);
  EXPECT_EQ(Decimal::Parse("12.5")->ToInteger(), std::nullopt);
}

TEST(Decimal, OrdersAsIntegersDo) {
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    const int64_t a = static_cast<int64_t>(random() % 4001) - 2000;
    const int64_t b = static_cast<int64_t>(random() % 4001) - 2000;
    const Decimal da = Decimal::Parse(std::to_string(a))->ShiftedBy(-2);
    const Decimal db = Decimal::Parse(std::to_string(b))->ShiftedBy(-2);
    EXPECT_EQ(da <=> db, a <=> b) << a << " " << b;
    EXPECT_EQ(da == db, a == b);
    EXPECT_EQ(Decimal::Parse(da.ToString()), da);
  }
}

TEST(Decimal, DividesAndRoundsAsIntegersDo) {
  std::mt19937 random(13);
  for (int i = 0; i < 20000; ++i) {
    const int64_t a = static_cast<int64_t>(random() % 200001) - 100000;
    const int64_t divisor = static_cast<int64_t>(random() % 99) + 1;
    // a / 100 / divisor, to 3 digits: 10 * a / divisor thousandths.
    const int64_t size = ((a < 0 ? -a : a) * 20 + divisor) / (2 * divisor);
    const Decimal quotient =
        Decimal::FromInteger(a).ShiftedBy(-2).DividedBy(divisor, 3);
    EXPECT_EQ(quotient,
              Decimal::FromInteger(a < 0 ? -size : size).ShiftedBy(-3))
        << a << " / " << divisor;
  }
  EXPECT_EQ(Decimal::Parse("0.0004")->DividedBy(1, 3), Decimal());
  EXPECT_EQ(Decimal::Parse("0.0005")->DividedBy(1, 3), Decimal::Parse("0.001"));
  EXPECT_EQ(Decimal::Parse("0.00005")->DividedBy(1, 3), Decimal());
  EXPECT_EQ(Decimal::Parse("2")->DividedBy(3, 6).ToString(), "0.666667");
}

TEST(Decimal, AddsAndMultipliesAsIntegersDo) {
  std::mt19937 random(11);
  for (int i = 0; i < 20000; ++i) {
    const int64_t a = static_cast<int64_t>(random() % 200001) - 100000;
    const int64_t b = static_cast<int64_t>(random() % 2001) - 1000;
    const Decimal da = Decimal::Parse(std::to_string(a))->ShiftedBy(-3);
    const Decimal db = Decimal::Parse(std::to_string(b))->ShiftedBy(-3);
    EXPECT_EQ((da + db).ShiftedBy(3).ToString(), std::to_string(a + b));
    EXPECT_EQ((da - db).ShiftedBy(3).ToString(), std::to_string(a - b));
    EXPECT_EQ((da * db).ShiftedBy(6).ToString(), std::to_string(a * b));
  }
}

}  // namespace
}  // namespace qiusuo
