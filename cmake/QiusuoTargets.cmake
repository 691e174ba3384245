# What every target of the project shares, and the two functions that make them.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(THREADS_PREFER_PTHREAD_FLAG ON)

include(GNUInstallDirs)
# Our headers have a folder of their own, which is on the search path of those
# alone who link Qiusuo::client: their includes read as ours do.
set(QIUSUO_INSTALL_INCLUDEDIR
    ${CMAKE_INSTALL_INCLUDEDIR}/qiusuo-${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(PkgConfig REQUIRED)

find_program(QIUSUO_CCACHE ccache)
if(QIUSUO_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${QIUSUO_CCACHE})
endif()
find_program(QIUSUO_MOLD mold)
if(QIUSUO_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(QIUSUO_SANITIZE)
  add_compile_options(-fsanitize=${QIUSUO_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${QIUSUO_SANITIZE})
endif()
if(QIUSUO_LIBFUZZER)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# qiusuo_warnings(TARGET): the warnings that our own code is free of. GCC 12 sees a -Wrestrict
# in std::string's operator+ that is not there (GCC bug 105651).
function(qiusuo_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Werror
                         $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
endfunction()

# qiusuo_library(NAME [DEPS ...]): a static library of the folder's .cc files. A
# file that ends in _main.cc is a program's and stays out.
function(qiusuo_library name)
  cmake_parse_arguments(arg "" "" "DEPS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  list(FILTER sources EXCLUDE REGEX "_main\\.cc$")
  if(NOT sources)
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                             $<INSTALL_INTERFACE:${QIUSUO_INSTALL_INCLUDEDIR}>)
  target_link_libraries(${name} PUBLIC ${arg_DEPS})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  qiusuo_warnings(${name})
endfunction()

# qiusuo_program(NAME MAIN [DEPS ...]): the program NAME from one main file.
function(qiusuo_program name main)
  cmake_parse_arguments(arg "" "" "DEPS" ${ARGN})
  add_executable(${name} ${main})
  target_link_libraries(${name} PRIVATE ${arg_DEPS})
  qiusuo_warnings(${name})
endfunction()
