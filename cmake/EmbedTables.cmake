# cmake -D TABLES=a.tsv;b.tsv -D OUTPUT=tables.h -P EmbedTables.cmake
#
# Writes a header that holds each table's text: a.tsv as `tables::kA`.
set(body "// Made from service/parser/tables/*.tsv by cmake/EmbedTables.cmake.\n#pragma once\n")
# The standard asks compilers for literals of 65536 bytes; ours take longer ones.
string(APPEND body "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n")
string(APPEND body "#include <string_view>\n\nnamespace qiusuo::parser::tables {\n\n")
foreach(table IN LISTS TABLES)
  get_filename_component(stem ${table} NAME_WE)
  string(REPLACE "_" ";" words ${stem})
  set(name "k")
  foreach(word IN LISTS words)
    string(SUBSTRING ${word} 0 1 first)
    string(SUBSTRING ${word} 1 -1 rest)
    string(TOUPPER ${first} first)
    string(APPEND name ${first}${rest})
  endforeach()
  file(READ ${table} text)
  string(APPEND body "inline constexpr std::string_view ${name} = R\"tsv(${text})tsv\";\n\n")
endforeach()
string(APPEND body "}  // namespace qiusuo::parser::tables\n")
file(WRITE ${OUTPUT} "${body}")
