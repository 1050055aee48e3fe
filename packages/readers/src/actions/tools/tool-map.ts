import type { ToolKind } from "@mulligan/core";

export type { ToolKind };

const kinds: Readonly<Record<ToolKind, string>> = {
  read: "read readfile read_file readmanyfiles view viewfile cat notebookread read_files fs_read open_file read_text_file readfileaction read_multiple_files view_file get_file_contents",
  edit: "edit editfile edit_file replace search_replace searchreplace str_replace strreplace replace_in_file replaceinfile edit_block apply_diff editaction fs_edit update_file replace_string_in_file notebookedit search_and_replace change_file",
  write:
    "write writefile write_file write_to_file writetofile create create_file createfile savefile fs_write new_file writefileaction add_file create_new_file",
  "multi-edit": "multiedit multi_edit multi_replace_string_in_file multieditfile edit_files",
  patch: "apply_patch applypatch patch apply_patch_call applypatchaction file_change",
  editor:
    "str_replace_editor str_replace_based_edit_tool text_editor texteditor developer__text_editor fileeditor file_editor fileeditoraction editor",
  insert: "insert insert_content insert_text insert_edit_into_file",
  delete: "delete delete_file deletefile remove_file",
  move: "move_file rename_file move rename",
  shell:
    "bash shell run run_shell_command shell_command exec_command exec execute_command executecommand execute_bash run_command run_terminal_cmd runterminalcmd run_in_terminal runinterminal terminal bash_command local_shell_call local_shell container.exec developer__shell terminalaction run_commands powershell cmd command_execution execute swe_agent_action run_bash",
  code: "python ipython run_ipython execute_ipython_cell run_python execute_python jupyter code_interpreter",
  input: "write_stdin send_input bashinput write_to_terminal writeshellstdin",
  output:
    "bashoutput killshell killbash taskoutput taskstop read_process get_terminal_output command_status await await_shell read_bash read_output shell_output",
  search:
    "grep search grep_search grepsearch search_file_content search_files searchfiles search_code searchcode ripgrep rg codebase_search semantic_search search_codebase grepaction search_dir search_file find_in_files list_code_usages",
  find: "glob find find_file findfiles file_search filesearch find_by_name globaction find_files",
  list: "ls list list_dir listdir list_directory listdirectory list_files listfiles tree directory_tree listdirectoryaction view_directory",
  test: "run_tests runtests run_test test",
  plan: "todowrite todoread todo_write update_plan updateplan write_todos manage_todo_list think think_tool update_topic task_tracker tasktracker task_tracking taskcreate taskupdate tasklist taskget enterplanmode exitplanmode enter_plan_mode exit_plan_mode todolist todo_list todo update_todo_list updatetodos update_todos readtodos createplan report_intent thinkaction planning sequentialthinking save_memory skill activate_skill toolsearch",
  delegate:
    "task agent delegate invoke_agent codebase_investigator spawn_agent delegateaction taskaction runsubagent dispatch_agent new_task subagent",
  ask: "askuserquestion ask_user ask_followup_question askquestion question request_user_input ask message",
  fetch:
    "webfetch websearch web_fetch web_search google_web_search web_search_call browse browse_interactive browser fetch fetch_webpage fetchurl visit_page browser_action",
  finish:
    "submit finish attempt_completion complete_task mark_task_complete finishaction task_complete done exit_forfeit",
  none: "goto scroll_down scroll_up wait noop",
};

const known: ReadonlyMap<string, ToolKind> = new Map(
  Object.entries(kinds).flatMap(([kind, names]) => names.split(" ").map((name) => [name, kind as ToolKind] as const)),
);

/** The kind of a tool by its recorded name; undefined where it is not known. */
export function toolKind(name: string, extra?: ReadonlyMap<string, ToolKind>): ToolKind | undefined {
  const own = extra?.get(name);
  if (own !== undefined) return own;
  const lower = name.toLowerCase();
  const direct = known.get(lower) ?? known.get(lower.replaceAll("-", "_"));
  if (direct !== undefined) return direct;
  // Cursor: `readToolCall`.
  if (lower.endsWith("toolcall")) return known.get(lower.slice(0, -8));
  // Tools of a server: `mcp__files__read_file`, `files__read_file`.
  const cut = lower.lastIndexOf("__");
  return cut > 0 ? known.get(lower.slice(cut + 2)) : undefined;
}
