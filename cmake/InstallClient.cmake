# What a C++ program needs to call Qiusuo: the client library with what it stands
# on, their headers, and the package that find_package(Qiusuo) finds.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Qiusuo)
set(libraries base api proto client)
list(TRANSFORM libraries PREPEND qiusuo_ OUTPUT_VARIABLE targets)
foreach(library IN LISTS libraries)
  set_target_properties(qiusuo_${library} PROPERTIES EXPORT_NAME ${library})
endforeach()

install(TARGETS ${targets} EXPORT QiusuoTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT client)
install(EXPORT QiusuoTargets NAMESPACE Qiusuo:: DESTINATION ${package_dir} COMPONENT client)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/client
        DESTINATION ${QIUSUO_INSTALL_INCLUDEDIR} COMPONENT client
        FILES_MATCHING PATTERN "*.h"
        PATTERN "cli" EXCLUDE
        PATTERN "quickstart" EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/proto/names.h ${PROJECT_SOURCE_DIR}/proto/error_details.h
        DESTINATION ${QIUSUO_INSTALL_INCLUDEDIR}/proto COMPONENT client)
install(DIRECTORY ${QIUSUO_PROTO_GENERATED_DIR}/qiusuo
        DESTINATION ${QIUSUO_INSTALL_INCLUDEDIR} COMPONENT client
        FILES_MATCHING PATTERN "*.pb.h"
        PATTERN "storage" EXCLUDE)

configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/QiusuoConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/QiusuoConfig.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/QiusuoConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/QiusuoConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/QiusuoConfigVersion.cmake
        DESTINATION ${package_dir} COMPONENT client)
