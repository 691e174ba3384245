// File: service/server/library_logs.h
//
// gRPC and protobuf print what they have to say on standard error, each in its
// own way; here it becomes lines of our log.

#ifndef QIUSUO_SERVICE_SERVER_LIBRARY_LOGS_H_
#define QIUSUO_SERVICE_SERVER_LIBRARY_LOGS_H_

namespace qiusuo::server {

// SendLibraryLogsToOurs holds for the process. Call it before any server starts.
void SendLibraryLogsToOurs();

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_LIBRARY_LOGS_H_
