/// How the program ends: the numbers of `sysexits.h`.
enum ExitCode: Int32, Sendable {
  case success = 0
  /// `EX_USAGE`: the command line says something that does not exist.
  case usage = 64
  /// `EX_DATAERR`: what was given to read is not right.
  case badData = 65
  /// `EX_NOINPUT`: the file to read is not there, or may not be read.
  case noInput = 66
  /// `EX_UNAVAILABLE`: the model was demanded and did not answer.
  case unavailable = 69
  /// `EX_SOFTWARE`: our own mistake.
  case software = 70
  /// `EX_CANTCREAT`: a file or folder could not be made.
  case cannotCreate = 73
  /// `EX_IOERR`: the disk or the output failed.
  case inputOutput = 74
  /// `EX_TEMPFAIL`: the same again may work.
  case tryAgain = 75
  /// `EX_NOPERM`: this person may not do it.
  case notPermitted = 77
  /// `EX_CONFIG`: the store is missing, or not for this version.
  case configuration = 78
}
