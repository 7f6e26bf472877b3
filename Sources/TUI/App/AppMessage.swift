public import ContactsCore

/// What has happened: a key, or a reply from outside.
public enum AppMessage: Equatable, Sendable {
  case started
  case pressed(Key)
  case resized(Size)
  /// Asked to end by a signal: the draft is saved first.
  case terminated
  case ticked(Tick, at: Timestamp)

  case opened(Opening)
  case storeMissing
  case openingFailed(Failure)
  case searched(RequestID, Result<SearchPage, Failure>)
  case counted(Result<Int, Failure>)
  case read(RequestID, Result<ContactRecord, Failure>)
  case updated(RequestID, Result<Contact, Failure>)
  case registered(RequestID, Result<Receipt, Failure>)
  case duplicatesFound(RequestID, Result<[DuplicateMatch], Failure>)
  case recognised(RequestID, ExtractionResult)
  /// Part of the model's answer; more follows.
  case extractionGrew(RequestID, ExtractionResult)
  case extractionEnded(RequestID, ExtractionResult)
  case draftSaved(RequestID, Result<Timestamp, Failure>)
  case draftDiscarded(UID, Result<Bool, Failure>)
  case draftsLoaded([Draft])
  case schemaOutgrown
  /// The person was erased while the record was in view.
  case recordGone(UID)
  /// With the milliseconds that half of the last answers took at most.
  case modelChecked(ModelState, latency: Int? = nil)
  case queue(QueueMessage)
  case model(ModelMessage)
  case panel(PanelMessage)
  case merge(MergeMessage)
  case rights(RightsMessage)
  case identifiersMade([UID])
  case people(PeopleMessage)
  case audit(AuditMessage)
  case shift(ShiftMessage)
  case export(ExportMessage)
  case imports(ImportMessage)
  case admin(AdminMessage)
}
