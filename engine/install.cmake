# The engine alone, for other projects: find_package(loopscope) gives the target loopscope::engine.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/loopscope)
set_target_properties(loopscope_engine PROPERTIES EXPORT_NAME engine)
target_include_directories(loopscope_engine INTERFACE
                           $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_features(loopscope_engine PUBLIC cxx_std_20)

install(TARGETS loopscope_engine EXPORT loopscope_targets COMPONENT engine
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/engine
        COMPONENT engine FILES_MATCHING PATTERN "*.h" PATTERN "web_text.h" EXCLUDE)
install(EXPORT loopscope_targets NAMESPACE loopscope:: FILE loopscopeTargets.cmake
        DESTINATION ${package_folder} COMPONENT engine)

configure_package_config_file(${CMAKE_CURRENT_SOURCE_DIR}/loopscopeConfig.cmake.in
                              ${CMAKE_CURRENT_BINARY_DIR}/loopscopeConfig.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/loopscopeConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/loopscopeConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/loopscopeConfigVersion.cmake
        DESTINATION ${package_folder} COMPONENT engine)
