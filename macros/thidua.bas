Attribute VB_Name = "ThiDua"
' thidua-xl: what the buttons do. ASCII only: the words people read stand in cells, under the names td_nut_...
' Without Python on the PC, TinhLai, TinhLaiHang and LuuBanNop still do their work; the others say what is missing.
Option Explicit

Private Const PREFIX As String = "td_nut_"
Private Const XLSX As Long = 51        ' xlOpenXMLWorkbook
Private Const NO_MACROS As Long = 3    ' msoAutomationSecurityForceDisable
Private Const TEMPORARY As Long = 2    ' the temporary folder, for FileSystemObject

#If Mac Then
#Else
' Python beside the library; xlwings' library puts a number in the place of $(CLSID).
Private Const COMMAND As String = ".\pythonw.exe -X utf8 -m xl.server $(CLSID)"
#If Win64 Then
Private Const LIBRARY As String = "xlwings64-0.37.8.dll"
#Else
Private Const LIBRARY As String = "xlwings32-0.37.8.dll"
#End If
Private Declare PtrSafe Function LoadLibraryW Lib "kernel32" (ByVal path As LongPtr) As LongPtr
#End If

Private server As Object               ' the Python that answers the worksheet functions
Private silent As Boolean              ' it did not answer: nobody asks again before TinhLai is pressed

' ---- for the worksheet functions (module xlwings_udfs)

Public Function ThiDuaPython() As Object
    ' Instead of XLPy: thousands of cells start Python once, or fail once.
    If silent Then Err.Raise vbObjectError + 1, "ThiDua", "Python?"
    If server Is Nothing Then
        If Not HasPython() Then Err.Raise vbObjectError + 1, "ThiDua", "Python?"
        Set server = StartedPython()
    End If
    Set ThiDuaPython = server
End Function

Public Function ThiDuaValue(given As Variant) As Variant
    ' What stands in a cell or range, read here: Python would ask Excel for each argument of each cell.
    If IsObject(given) Then ThiDuaValue = given.Value Else ThiDuaValue = given
End Function

Public Function ThiDuaFailed(why As String) As String
    ' A text, with which a score cell turns to its native formula. Never a dialog: one a cell would be thousands.
    silent = True
    Set server = Nothing
    ThiDuaFailed = why
End Function

' ---- buttons

Public Sub TinhLai()
    On Error GoTo wrong
    Forget
    Application.CalculateFull
    If silent Then Say Words("tinh_cong_thuc") Else Say Words("da_tinh")
    Exit Sub
wrong:
    Broken Err.Description
End Sub

Public Sub KiemTra()
    RunButton "check"
End Sub

Public Sub LuuBanNop()
    ' A copy without macros, buttons and settings: exactly what stands in the cells, whether Python is there or not.
    Dim files As Object, copied As Workbook, folder As String, target As String, scratch As String, before As Long
    On Error GoTo wrong
    before = Application.AutomationSecurity
    Set files = CreateObject("Scripting.FileSystemObject")
    Application.Calculate
    folder = ThisWorkbook.Path
    If folder = "" Or InStr(folder, "://") > 0 Then folder = Application.DefaultFilePath
    target = FreeName(files, files.BuildPath(folder, Words("ten_tep")))
    scratch = files.BuildPath(files.GetSpecialFolder(TEMPORARY).Path, files.GetTempName() & ".xlsm")
    ThisWorkbook.SaveCopyAs scratch
    Application.ScreenUpdating = False
    Application.DisplayAlerts = False
    Application.AutomationSecurity = NO_MACROS
    Set copied = Workbooks.Open(scratch, 0)
    RemoveOurs copied
    copied.Worksheets(1).Activate
    copied.SaveAs target, XLSX
    copied.Close False
    Set copied = Nothing
    files.DeleteFile scratch
    Restore before
    Say Words("da_luu") & target
    Exit Sub
wrong:
    Dim why As String
    why = Err.Description
    On Error Resume Next
    If Not copied Is Nothing Then copied.Close False
    If scratch <> "" Then files.DeleteFile scratch
    Restore before
    Say Words("chua_luu") & why
End Sub

Public Sub TinhLaiHang()
    TinhLai
End Sub

Public Sub GopLai()
    ' Python saves this workbook and starts the consolidation, which waits until the workbook is closed.
    RunButton "consolidate_again"
    If Words("dong") = "1" Then ThisWorkbook.Close False
End Sub

Public Sub XuatPhanHoi()
    RunButton "feedback"
End Sub

' ---- what they are made of

Private Sub RunButton(what As String)
    Dim python As Object
    On Error GoTo wrong
    If Not HasPython() Then
        Say Words("thieu_python")
        Exit Sub
    End If
    Say Words("dang_lam")
    DoEvents
    Forget
    Set python = ThiDuaPython()
    python.SetAttr python.Module("xlwings._xlwindows"), "BOOK_CALLER", ThisWorkbook
    python.Exec "from xl import buttons; buttons." & what & "()"
    Exit Sub
wrong:
    Broken Err.Description
End Sub

Private Function StartedPython() As Object
    ' What XLPy does, but no folder's name goes through the old code page in which xlwings' library hands commands on:
    ' a Windows account with accents would be lost there. The command is ASCII and runs in the folder of Python.
    #If Mac Then
        Err.Raise vbObjectError + 1, "ThiDua", "Python?"
    #Else
        Dim host As Object, before As String, folder As String, answer As Variant, failed As Long
        folder = CreateObject("Scripting.FileSystemObject").GetParentFolderName(CStr(GetConfig("INTERPRETER_WIN")))
        If LoadLibraryW(StrPtr(folder & "\" & LIBRARY)) = 0 Then Err.Raise vbObjectError + 2, "ThiDua", LIBRARY & "?"
        Set host = CreateObject("WScript.Shell")
        before = host.CurrentDirectory
        host.CurrentDirectory = folder
        failed = XLPyDLLActivateAuto(answer, COMMAND, 1)
        host.CurrentDirectory = before
        If failed <> 0 Then Err.Raise vbObjectError + 3, "ThiDua", CStr(answer)
        Set StartedPython = answer
    #End If
End Function

Private Sub Forget()
    silent = False
    Set server = Nothing
End Sub

Private Sub Broken(why As String)
    On Error Resume Next
    Say Words("hong") & why
End Sub

Private Function HasPython() As Boolean
    On Error Resume Next
    HasPython = CreateObject("Scripting.FileSystemObject").FileExists(CStr(GetConfig("INTERPRETER_WIN")))
End Function

Private Function Words(key As String) As String
    Words = CStr(ThisWorkbook.Names(PREFIX & key).RefersToRange.Value)
End Function

Private Sub Say(said As String)
    ThisWorkbook.Names(PREFIX & "trang_thai").RefersToRange.Value = said
End Sub

Private Function FreeName(files As Object, wanted As String) As String
    ' An existing file is never overwritten.
    Dim count As Long
    FreeName = wanted
    count = 1
    Do While files.FileExists(FreeName)
        count = count + 1
        FreeName = Left(wanted, Len(wanted) - 5) & "_ban-" & count & ".xlsx"
    Loop
End Function

Private Sub RemoveOurs(copied As Workbook)
    ' The sheet of the buttons, the settings, and the names that point to them.
    Dim key As Variant, ours As Worksheet, place As Long
    For Each key In Array("trang_thai", "dang_lam")
        Set ours = copied.Names(PREFIX & key).RefersToRange.Worksheet
        ours.Visible = True
        ours.Delete
    Next
    For place = copied.Names.Count To 1 Step -1
        If Left(copied.Names(place).Name, Len(PREFIX)) = PREFIX Then copied.Names(place).Delete
    Next
End Sub

Private Sub Restore(before As Long)
    Application.AutomationSecurity = before
    Application.DisplayAlerts = True
    Application.ScreenUpdating = True
End Sub
