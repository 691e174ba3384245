// Keys sort as what they are made of, and are taken apart into it again.

#include "storage/keys.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include "base/decimal.h"
#include "storage/metric_rank.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using Random = std::mt19937_64;

std::string RandomText(Random& random, std::string_view bytes,
                       size_t max_length) {
  std::string text;
  for (size_t length = random() % (max_length + 1); text.size() < length;) {
    text.push_back(bytes[random() % bytes.size()]);
  }
  return text;
}

// Short ids of few letters, so that many begin alike.
DocumentName RandomName(Random& random) {
  return {"a" + RandomText(random, "ab-0", 3),
          "a" + RandomText(random, "ab-._0", 3)};
}

std::string RandomDecimal(Random& random) {
  std::string text = random() % 2 == 0 ? "-" : "";
  const size_t digits = random() % 10 == 0 ? 200 : 6;
  text += "0" + RandomText(random, "01289", digits);
  if (random() % 2 == 0) text += "." + RandomText(random, "0019", digits);
  return text;
}

TEST(Keys, DecimalsSortAsNumbers) {
  Random random(5);
  std::vector<std::string> texts = {"0",  "-0",  "0.1", "-0.1", "1",
                                    "-1", "10",  "9",   "99",   "100",
                                    "90", "-99", "1.5", "1.50", "-1.5"};
  for (const int zeros : {100, 110, 111, 112, 113, 200, 5000}) {
    texts.push_back("1" + std::string(zeros, '0'));
    texts.push_back("-1" + std::string(zeros, '0'));
    texts.push_back("0." + std::string(zeros, '0') + "1");
    texts.push_back("-0." + std::string(zeros, '0') + "1");
  }
  for (int i = 0; i < 200; ++i) texts.push_back(RandomDecimal(random));
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      const auto numbers = *Decimal::Parse(a) <=> *Decimal::Parse(b);
      const auto ranks = ValueRank(a) <=> ValueRank(b);
      ASSERT_EQ(ranks, numbers) << a << " and " << b;
    }
  }
}

TEST(Keys, NoValueSortsBelowAnyValue) {
  for (const char* text : {"", "X", "1e5", "二"}) {
    EXPECT_EQ(ValueRank(text), NoValueRank()) << text;
  }
  EXPECT_LT(NoValueRank(), ValueRank("-1" + std::string(300, '0')));
  EXPECT_LT(NoValueRank(), ValueRank("0"));
}

TEST(Keys, VeryLongNumbersSortByWhatTheRankHolds) {
  const std::string nines(kMaxRankDigits, '9');
  EXPECT_LT(ValueRank(nines), ValueRank(nines + "0"));
  EXPECT_EQ(ValueRank(nines + "1"), ValueRank(nines + "2"));
  EXPECT_LT(ValueRank(nines + "1"), ValueRank(nines + "11"));
  EXPECT_GT(ValueRank("-" + nines), ValueRank("-" + nines + "0"));
  EXPECT_LE(ValueRank(std::string(100000, '7')).size(), kMaxRankDigits + 11);
}

qiusuo::v1::Date MakeDate(int year, int month, int day) {
  qiusuo::v1::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

TEST(Keys, ADateStandsForItsFirstOrLastDay) {
  struct Row {
    qiusuo::v1::Date date;
    qiusuo::v1::Date first;
    qiusuo::v1::Date last;
  };
  for (const Row& row :
       {Row{MakeDate(2024, 0, 0), MakeDate(2024, 1, 1), MakeDate(2024, 12, 31)},
        Row{MakeDate(2024, 2, 0), MakeDate(2024, 2, 1), MakeDate(2024, 2, 29)},
        Row{MakeDate(2023, 2, 0), MakeDate(2023, 2, 1), MakeDate(2023, 2, 28)},
        Row{MakeDate(2023, 4, 5), MakeDate(2023, 4, 5),
            MakeDate(2023, 4, 5)}}) {
    EXPECT_EQ(DateRank(FirstDay(row.date)), DateRank(row.first));
    EXPECT_EQ(DateRank(LastDay(row.date)), DateRank(row.last));
  }
}

TEST(Keys, DatesSortAsDays) {
  Random random(6);
  const auto random_date = [&] {
    return MakeDate(static_cast<int>(1 + random() % 9999),
                    static_cast<int>(1 + random() % 12),
                    static_cast<int>(1 + random() % 28));
  };
  for (int i = 0; i < 10000; ++i) {
    const qiusuo::v1::Date a = random_date();
    const qiusuo::v1::Date b = random_date();
    EXPECT_EQ(DateRank(a) <=> DateRank(b),
              std::tuple(a.year(), a.month(), a.day()) <=>
                  std::tuple(b.year(), b.month(), b.day()));
    EXPECT_LT(NoDateRank(), DateRank(a));
  }
}

TEST(Keys, HeadsSortAsTheDocumentsNames) {
  Random random(7);
  for (int i = 0; i < 20000; ++i) {
    const DocumentName a = RandomName(random);
    const DocumentName b = RandomName(random);
    EXPECT_EQ(HeadKey(a) <=> HeadKey(b), a.ToString() <=> b.ToString());
    EXPECT_EQ(ParseHeadKey(HeadKey(a)), a);
  }
}

TEST(Keys, RevisionChunksSortByDocumentRevisionAndChunk) {
  Random random(8);
  const auto random_chunk = [&] {
    return std::tuple(RandomName(random), static_cast<int64_t>(random() % 600),
                      static_cast<int32_t>(random() % 600));
  };
  for (int i = 0; i < 10000; ++i) {
    const auto [name_a, revision_a, chunk_a] = random_chunk();
    const auto [name_b, revision_b, chunk_b] = random_chunk();
    EXPECT_EQ(RevisionChunkKey(name_a, revision_a, chunk_a) <=>
                  RevisionChunkKey(name_b, revision_b, chunk_b),
              std::tuple(name_a.ToString(), revision_a, chunk_a) <=>
                  std::tuple(name_b.ToString(), revision_b, chunk_b));
  }
}

TEST(Keys, ChangesSortByVersion) {
  const Version versions[] = {
      0, 1, 255, 256, Version{1} << 40, ~Version{0} - 1};
  for (const Version version : versions) {
    const KeyRange range = ChangeKeysAfter(version);
    std::string next = ChangeKeyPrefix();
    for (int shift = 56; shift >= 0; shift -= 8) {
      next.push_back(static_cast<char>((version + 1) >> shift));
    }
    EXPECT_EQ(range.begin, next);
    EXPECT_EQ(ParseChangeKey(next), version + 1);
    EXPECT_LT(next, range.end);
  }
  EXPECT_EQ(ChangeKeysAfter(~Version{0}).begin, ChangeKeysAfter(0).end);
}

TEST(Keys, ParsersRefuseWhatNoBuilderMakes) {
  for (const std::string& key :
       {std::string(), std::string("h"), std::string("ha"), std::string("ha/"),
        std::string("h/x"), std::string("ca/x"), std::string("hA/x"),
        std::string("ha/X"), std::string("ha/x\0", 5)}) {
    EXPECT_FALSE(ParseHeadKey(key).has_value()) << key;
  }
  for (const char* key : {"", "c", "c/", "ca", "cA/", "ha/", "ca/b/"}) {
    EXPECT_FALSE(ParseCollectionKey(key).has_value()) << key;
  }
  EXPECT_EQ(ParseCollectionKey(CollectionKey("a-b")), "a-b");
  for (const char* key : {"", "l", "l1234567", "l123456789", "h12345678"}) {
    EXPECT_FALSE(ParseChangeKey(key).has_value()) << key;
  }
}

// Free text as it may stand in an indicator, with the bytes that the encoding uses.
std::string RandomIndicator(Random& random) {
  return RandomText(random, std::string_view("a\0\x01\xff", 4), 3);
}

TEST(Keys, IndexRowsSortByCollectionIndicatorRankDocumentAndOrdinal) {
  Random random(9);
  const auto random_row = [&] {
    return std::tuple(RandomName(random), RandomIndicator(random),
                      RandomDecimal(random),
                      static_cast<uint32_t>(1 + random() % 300));
  };
  for (int i = 0; i < 20000; ++i) {
    const auto [name_a, indicator_a, value_a, ordinal_a] = random_row();
    const auto [name_b, indicator_b, value_b, ordinal_b] = random_row();
    const auto key = [](const DocumentName& name, const std::string& indicator,
                        const std::string& value, uint32_t ordinal) {
      return MetricIndexPrefix(MetricIndex::kIndicatorValue, name.collection,
                               indicator) +
             ValueRank(value) + MetricTail(name.document, ordinal);
    };
    EXPECT_EQ(
        key(name_a, indicator_a, value_a, ordinal_a) <=>
            key(name_b, indicator_b, value_b, ordinal_b),
        std::tuple(name_a.collection + "/", indicator_a,
                   *Decimal::Parse(value_a), name_a.document, ordinal_a) <=>
            std::tuple(name_b.collection + "/", indicator_b,
                       *Decimal::Parse(value_b), name_b.document, ordinal_b));
  }
}

TEST(Keys, OneIndicatorsRowsAreNotAnothersRange) {
  Random random(10);
  for (int i = 0; i < 20000; ++i) {
    const std::string a = RandomIndicator(random);
    const std::string b = RandomIndicator(random);
    const KeyRange range =
        PrefixRange(MetricIndexPrefix(MetricIndex::kIndicatorDocument, "c", a));
    const std::string row =
        MetricIndexPrefix(MetricIndex::kIndicatorDocument, "c", b) +
        MetricTail("d", 1);
    EXPECT_EQ(row >= range.begin && row < range.end, a == b);
  }
}

TEST(Keys, LongIndicatorsAreCutBetweenCharacters) {
  std::string indicator;
  while (indicator.size() < 3 * kMaxIndicatorKeyBytes) indicator += "率";
  const std::string prefix =
      MetricIndexPrefix(MetricIndex::kIndicatorValue, "c", indicator);
  // 66 characters of 3 bytes, `Jc/` before them and 00 01 after them.
  EXPECT_EQ(prefix.size(), 3u + 198u + 2u);
  EXPECT_EQ(prefix, MetricIndexPrefix(MetricIndex::kIndicatorValue, "c",
                                      indicator + "！"));
}

TEST(Keys, NoKeyIsLongerThanAKibibyte) {
  qiusuo::v1::Metric metric =
      MakeMetric(std::string(5000, '\0'), std::string(5000, '7'), "%");
  metric.set_indicator_full(std::string(4000, 'x'));
  const DocumentName name{std::string(63, 'c'), std::string(128, 'd')};
  for (const std::string& key : MetricIndexKeys(name, metric, 1)) {
    EXPECT_LE(key.size(), 1024u);
  }
}

TEST(Keys, AMetricHasFourIndexRowsAndThreeMoreForASecondName) {
  const DocumentName name{"c", "d"};
  qiusuo::v1::Metric metric = MakeMetric("审结", "18000", "件");
  EXPECT_EQ(MetricIndexKeys(name, metric, 1).size(), 4u);
  metric.set_indicator_full("审结各类案件");
  const std::vector<std::string> keys = MetricIndexKeys(name, metric, 1);
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), 7u);
}

TEST(Keys, PositionsSortAsPlacesAndComeBackFromTheirBytes) {
  Random random(11);
  const auto order = qiusuo::v1::METRIC_ORDER_VALUE;
  const auto random_position = [&] {
    return MetricPosition{ValueRank(RandomDecimal(random)), RandomName(random),
                          static_cast<uint32_t>(1 + random() % 300)};
  };
  for (int i = 0; i < 10000; ++i) {
    const MetricPosition a = random_position();
    const MetricPosition b = random_position();
    EXPECT_EQ(a.ToBytes() <=> b.ToBytes(),
              std::tuple(a.rank, a.document.ToString(), a.ordinal) <=>
                  std::tuple(b.rank, b.document.ToString(), b.ordinal));
    EXPECT_EQ(ParseMetricPosition(order, a.ToBytes()), a);
  }
}

TEST(Keys, DamagedPositionsAreRefused) {
  const std::string bytes =
      MetricPosition{ValueRank("-12.5"), {"c", "d"}, 7}.ToBytes();
  const auto order = qiusuo::v1::METRIC_ORDER_VALUE;
  ASSERT_TRUE(ParseMetricPosition(order, bytes).has_value());
  for (size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(
        ParseMetricPosition(order, bytes.substr(0, length)).has_value());
  }
  EXPECT_FALSE(ParseMetricPosition(order, bytes + "x").has_value());
  EXPECT_FALSE(ParseMetricPosition(order, "\x04" + bytes).has_value());
  EXPECT_FALSE(ParseMetricPosition(qiusuo::v1::METRIC_ORDER_DOCUMENT, bytes)
                   .has_value());
}

}  // namespace
}  // namespace qiusuo::storage
